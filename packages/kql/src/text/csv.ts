/** The values of the first record of a CSV text. A quoted value may hold commas, line breaks and doubled quotes. */
export function csvValues(text: string): string[] {
  const values: string[] = [];
  let at = 0;
  for (;;) {
    let value = '';
    if (text[at] === '"') {
      let end = text.indexOf('"', at + 1);
      while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      const stop = end === -1 ? text.length : end;
      value = text.slice(at + 1, stop).replaceAll('""', '"');
      at = stop + 1;
    }
    const rest = /[,\r\n]/g;
    rest.lastIndex = at;
    const next = rest.exec(text)?.index ?? text.length;
    values.push(value + text.slice(at, next));
    if (text[next] !== ',') return values;
    at = next + 1;
  }
}
