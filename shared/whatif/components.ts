/**
 * Strongly connected components, sources first (Tarjan 1972, without recursion so that a long line cannot overflow).
 * @param next successors of each node.
 */
export function components(next: readonly (readonly number[])[]): number[][] {
  const index = new Int32Array(next.length).fill(-1);
  const low = new Int32Array(next.length);
  const isOpen = new Uint8Array(next.length);
  const open: number[] = [];
  const found: number[][] = [];
  let counter = 0;
  for (let root = 0; root < next.length; root += 1) {
    if (index[root] !== -1) continue;
    const path: { node: number; edge: number }[] = [];
    const enter = (node: number) => {
      index[node] = low[node] = counter++;
      isOpen[node] = 1;
      open.push(node);
      path.push({ node, edge: 0 });
    };
    enter(root);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const to = next[top.node]![top.edge++];
      if (to === undefined) {
        path.pop();
        const parent = path.at(-1)?.node;
        if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[top.node]!);
        if (low[top.node] === index[top.node]) found.push(close(top.node));
      } else if (index[to] === -1) enter(to);
      else if (isOpen[to] === 1) low[top.node] = Math.min(low[top.node]!, index[to]!);
    }
  }
  return found.reverse();

  function close(root: number): number[] {
    const component = open.splice(open.lastIndexOf(root));
    for (const node of component) isOpen[node] = 0;
    return component;
  }
}
