/** Where a studio keeps everything. */
export type StorePlace =
  | { kind: "sqlite"; /** In a folder that exists. */ file: string }
  | { kind: "postgres"; /** Holds the password. */ url: string };
