/** Text that is no CSV, with the line. */
export class NotCsv extends Error {
  readonly line: number;
  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

export interface CsvRow {
  readonly values: readonly string[];
  readonly line: number;
}

/** Rows of CSV as RFC 4180 has it: quotes are doubled, a quoted value may hold line ends. @throws NotCsv */
export async function* csvRows(text: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  let values: string[] = [];
  let value = '';
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  let line = 1;
  let begun = 1;
  let first = true;
  const endValue = (): void => {
    values.push(value);
    value = '';
    state = 'start';
  };
  for await (const piece of text) {
    for (const letter of first && piece.startsWith('\uFEFF') ? piece.slice(1) : piece) {
      if (state === 'quoted') {
        if (letter === '"') state = 'closed';
        else value += letter;
      } else if (letter === '"') {
        if (state === 'plain') throw new NotCsv(line, 'a quote stands in the middle of a value');
        if (state === 'closed') value += '"';
        state = 'quoted';
      } else if (letter === ',') endValue();
      else if (letter === '\n') {
        endValue();
        if (values.length > 1 || values[0] !== '') yield { values, line: begun };
        values = [];
        begun = line + 1;
      } else if (letter !== '\r') {
        if (state === 'closed') throw new NotCsv(line, 'a value goes on behind its closing quote');
        value += letter;
        state = 'plain';
      }
      if (letter === '\n') line += 1;
    }
    if (piece !== '') first = false;
  }
  if (state === 'quoted') throw new NotCsv(begun, 'the text ends within quotes');
  endValue();
  if (values.length > 1 || values[0] !== '') yield { values, line: begun };
}
