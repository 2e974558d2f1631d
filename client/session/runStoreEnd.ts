let ends = 0;

/** Ends every store of runs: of somebody who has signed out nothing is written here or sent any more. */
export function endRunStores(): void {
  ends += 1;
}

/** How often they were ended: a store that was made before the last time is over. */
export function runStoreEnds(): number {
  return ends;
}
