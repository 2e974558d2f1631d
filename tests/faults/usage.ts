/** What the rooms' server says of itself. */
export interface Usage {
  memory: { rss: number };
  stats: { rooms: number; connections: number; unsavedUpdates: number };
}

export async function usageOf(url: string): Promise<Usage> {
  return (await (await fetch(`${url}/usage`)).json()) as Usage;
}

/** Resolves when the server has so many connections. @throws after a while. */
export async function untilConnections(url: string, count: number, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const { connections } = (await usageOf(url)).stats;
    if (connections === count) return;
    if (performance.now() > deadline) throw new Error(`${connections} connections after ${timeoutMs} ms, not ${count}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
