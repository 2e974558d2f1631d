import type { Database } from "../store/database.ts";
import { openSettings } from "../store/settings.ts";
import { hashToken, isTokenOf, newToken } from "./token.ts";

/** Checks the secret of the one-time link that makes its visitor the owner; only the secret's hash is kept. */
export interface OwnerClaim {
  /** Whether it is that of the last start of any node. */
  isRight(token: string): Promise<boolean>;
  /** Makes the link of this start, and with it that of this node's earlier starts worth nothing. Gives its secret. */
  renew(node: string): Promise<string>;
  /** Nobody needs a link any more. */
  end(): Promise<void>;
}

const prefix = "ownerClaim ";

/** The links of all nodes: while nobody owns the studio, each start of a node prints one, and any node takes any. */
export function openOwnerClaim(db: Database): OwnerClaim {
  const settings = openSettings(db);
  return {
    async isRight(token) {
      const hashes = await settings.list(prefix);
      return hashes.some((hash) => isTokenOf(token, hash));
    },

    async renew(node) {
      const token = newToken();
      await settings.put(prefix + node, hashToken(token));
      return token;
    },

    end: () => settings.clear(prefix),
  };
}
