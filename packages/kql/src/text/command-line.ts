const SPACE = /[ \t]/;

/**
 * The arguments of a command line, as Windows tells them apart. The name of the program ends at the next quote where it
 * begins with one; behind it a quote may be escaped, and a pair of quotes within quotes is one quote.
 * @see https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-commandlinetoargvw
 */
export function commandLineArguments(line: string): string[] {
  if (line === '') return [];
  const [program, from] = programName(line);
  const found = [program];
  for (let at = from; ;) {
    while (at < line.length && SPACE.test(line[at] ?? '')) at++;
    if (at >= line.length) return found;
    const [argument, next] = argumentAt(line, at);
    found.push(argument);
    at = next;
  }
}

function programName(line: string): [string, number] {
  if (line.startsWith('"')) {
    const end = line.indexOf('"', 1);
    return end === -1 ? [line.slice(1), line.length] : [line.slice(1, end), end + 1];
  }
  const end = line.search(/[\0-\x20]/);
  return end === -1 ? [line, line.length] : [line.slice(0, end), end];
}

function argumentAt(line: string, from: number): [string, number] {
  let argument = '';
  let quoted = false;
  let at = from;
  for (; at < line.length && (quoted || !SPACE.test(line[at] ?? '')); at++) {
    const slashes = /^\\*/.exec(line.slice(at, at + 64))?.[0].length ?? 0;
    if (slashes > 0) {
      const before = line[at + slashes] === '"';
      argument += '\\'.repeat(before ? Math.floor(slashes / 2) : slashes);
      at += slashes - 1;
      if (before && slashes % 2 === 1) {
        argument += '"';
        at++;
      }
    } else if (line[at] !== '"') {
      argument += line[at];
    } else if (quoted && line[at + 1] === '"') {
      argument += '"';
      at++;
    } else {
      quoted = !quoted;
    }
  }
  return [argument, at];
}
