/** A page of its own for part of a map. */
export function PlaysPage({ item }: { item: string | undefined }) {
  return <p>{item}</p>;
}
