import type { Pass } from "../auth/passes.ts";

/** Who is behind a connection, as `policy.ts` decided when it came. */
export interface Member {
  userId: string;
  /** What he came with, by which he is judged again; the program has none. */
  pass?: Pass;
  name: string;
  /** CSS colour that others see. */
  color: string;
  canEdit: boolean;
}
