/** Who is behind a connection, as `policy.ts` decided when it came. */
export interface Member {
  userId: string;
  /** The session he came with; a program with a token has none. */
  session?: string;
  name: string;
  /** CSS colour that others see. */
  color: string;
  canEdit: boolean;
}
