/** What may hold a bar or a bracket that is none: a comment, and the ways to write a text. */
const token =
  /\/\/[^\n]*|```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|@"(?:[^"]|"")*"?|@'(?:[^']|'')*'?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[()[\]{}|;]|[^\s"'`~@/()[\]{}|;]+|\s+|[\s\S]/g;

/** What stands between two bars of the last statement of a query. */
export interface Stage {
  /** Places in the text, the second exclusive; neither bar nor semicolon is part of it. */
  readonly from: number;
  readonly to: number;
  /** Without comments. */
  readonly text: string;
}

/**
 * The stages of the statement that gives the result, read from the text alone. Bars in texts, comments and brackets
 * are none. The engine that understands queries is not loaded for this.
 */
export function lastStages(query: string): Stage[] {
  let stages: Stage[] = [];
  let text = '';
  let from = 0;
  let end = 0;
  let depth = 0;
  let isOver = false;
  for (const { 0: piece, index } of query.matchAll(token)) {
    const isSaid = !piece.startsWith('//') && piece.trim() !== '';
    // A semicolon may end the last statement, too: the next one begins with its first word.
    if (isOver && isSaid) {
      stages = [];
      text = '';
      from = index;
      isOver = false;
    }
    if (isOver || piece.startsWith('//')) continue;
    if (/^[([{]$/.test(piece)) depth += 1;
    else if (/^[)\]}]$/.test(piece)) depth -= 1;
    if (depth === 0 && piece === ';') isOver = true;
    else if (depth === 0 && piece === '|') {
      stages.push({ from, to: index, text: text.trim() });
      text = '';
      from = index + 1;
      end = from;
    } else {
      text += piece;
      // What follows the last word, blanks and comments, belongs to no stage.
      if (isSaid) end = index + piece.length;
    }
  }
  return [...stages, { from, to: Math.max(end, from), text: text.trim() }];
}
