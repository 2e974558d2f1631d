/** The last number in a name. */
export function numberIn(name: string): number {
  return Number(/(\d+)$/.exec(name)?.[1] ?? 0);
}
