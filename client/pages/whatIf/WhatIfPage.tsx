/** A page of its own for part of a map. */
export function WhatIfPage({ item }: { item: string | undefined }) {
  return <p>{item}</p>;
}
