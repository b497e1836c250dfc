/**
 * The name that was most likely meant, if one is near enough: a third of its letters may differ, or it is longer at
 * one end.
 */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  const all = [...names];
  return closest(word, all) ?? all.find((name) => word.length > 3 && isEndOf(word, name));
}

function isEndOf(word: string, name: string): boolean {
  const [part, whole] = [word.toLowerCase(), name.toLowerCase()];
  return whole.startsWith(part) || whole.endsWith(part);
}

function closest(word: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - word.length) >= least) continue;
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
