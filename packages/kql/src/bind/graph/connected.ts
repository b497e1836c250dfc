/** `ends`: the numbers from 1 of the nodes of each edge, one after the other. Components are numbered from 0 as they are met. */
export function weakComponents(count: number, ends: readonly number[]): number[] {
  const parents = Array.from({ length: count }, (_, index) => index);
  const root = (node: number): number => {
    let at = node;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  };
  for (let index = 0; index + 1 < ends.length; index += 2) {
    const [one, other] = [root(ends[index]! - 1), root(ends[index + 1]! - 1)];
    parents[Math.max(one, other)] = Math.min(one, other);
  }
  return numbered(parents.map((_, node) => root(node)));
}

/** Nodes that reach one another along the edges: Tarjan's walk, without recursion. */
export function strongComponents(count: number, ends: readonly number[]): number[] {
  const out: number[][] = Array.from({ length: count }, () => []);
  for (let index = 0; index + 1 < ends.length; index += 2) out[ends[index]! - 1]!.push(ends[index + 1]! - 1);
  const order = Array.from({ length: count }, () => -1);
  const low = Array.from({ length: count }, () => -1);
  const component = Array.from({ length: count }, () => -1);
  const open: number[] = [];
  let met = 0;
  for (let start = 0; start < count; start++) {
    if (order[start] !== -1) continue;
    const walk = [{ node: start, next: 0 }];
    while (walk.length > 0) {
      const step = walk.at(-1)!;
      const { node } = step;
      if (step.next === 0) {
        order[node] = low[node] = met++;
        open.push(node);
      }
      const follower = out[node]![step.next++];
      if (follower === undefined) {
        if (low[node] === order[node]) {
          let last: number;
          do {
            last = open.pop()!;
            component[last] = node;
          } while (last !== node);
        }
        walk.pop();
        const before = walk.at(-1)?.node;
        if (before !== undefined) low[before] = Math.min(low[before]!, low[node]!);
      } else if (order[follower] === -1) {
        walk.push({ node: follower, next: 0 });
      } else if (component[follower] === -1) {
        low[node] = Math.min(low[node]!, order[follower]!);
      }
    }
  }
  return numbered(component);
}

function numbered(roots: readonly number[]): number[] {
  const numbers = new Map<number, number>();
  return roots.map((root) => {
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    return numbers.get(root)!;
  });
}
