/** A page of its own for part of a map. */
export function RehearsalsPage({ item }: { item: string | undefined }) {
  return <p>{item}</p>;
}
