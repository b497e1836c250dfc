/** Where something stands in a query: an offset in UTF-16 units from 0, and how long it is. */
export interface Place {
  readonly start: number;
  readonly length: number;
}

/** Line and column from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let begin = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    begin = at + 1;
  }
  return { line, column: offset - begin + 1 };
}
