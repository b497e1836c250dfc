/** A piece of a text that is replaced; an insertion where both ends are the same. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A part of a text with every edit that lies in it. Edits do not overlap. */
export function edited(text: string, edits: readonly Edit[], start = 0, end = text.length): string {
  let made = '';
  let at = start;
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < start || edit.end > end) continue;
    made += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return made + text.slice(at, end);
}
