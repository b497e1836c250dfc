/** What `render` at the end of a query asks for. @see https://learn.microsoft.com/kusto/query/render-operator */
export interface ChartRequest {
  /** `timechart`, `piechart` … */
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** What may hold a bar or a bracket that is none: a comment, and the ways to write a text. */
const token =
  /\/\/[^\n]*|```[\s\S]*?(?:```|$)|~~~[\s\S]*?(?:~~~|$)|@"(?:[^"]|"")*"?|@'(?:[^']|'')*'?|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[()[\]{}|;]|[^\s"'`~@/()[\]{}|;]+|\s+|[\s\S]/g;

const render = /^render\s+(\w+)\s*(?:with\s*\(([\s\S]*)\)\s*)?$/;
const property = /(\w+)\s*=\s*(@?"(?:[^"\\]|\\.)*"|@?'(?:[^'\\]|\\.)*'|\[[^\]]*\]|[^,]*)(?:,|$)/g;

/**
 * The chart a query asks for, read from its text alone: the cloud gives rows and no word of the chart, and the
 * engine that understands queries is not loaded for this.
 */
export function chartRequest(query: string): ChartRequest | undefined {
  const found = render.exec(lastStage(query));
  if (found === null) return undefined;
  const [, kind = '', list = ''] = found;
  const properties = [...list.matchAll(property)].map(([, name = '', value = '']) => [
    name.toLowerCase(),
    unquoted(value.trim()),
  ]);
  return { kind: kind.toLowerCase(), properties: Object.fromEntries(properties) as Record<string, string> };
}

/** What stands behind the last bar of the last statement, without comments; nothing where there is no bar. */
function lastStage(query: string): string {
  let stage = '';
  let bars = 0;
  let depth = 0;
  let isOver = false;
  for (const [text] of query.matchAll(token)) {
    if (text.startsWith('//')) continue;
    // A semicolon may end the last statement, too: the next one begins with its first word.
    if (isOver && text.trim() !== '') {
      stage = '';
      bars = 0;
      isOver = false;
    }
    if (/^[([{]$/.test(text)) depth += 1;
    else if (/^[)\]}]$/.test(text)) depth -= 1;
    if (depth === 0 && text === ';') isOver = true;
    else if (depth === 0 && text === '|') {
      stage = '';
      bars += 1;
    } else stage += text;
  }
  return bars === 0 ? '' : stage.trim();
}

function unquoted(value: string): string {
  const [, verbatim, quote, inner] = /^(@?)(["'])([\s\S]*)\2$/.exec(value) ?? [];
  if (quote === undefined || inner === undefined) return value.replace(/^\[\s*["']?|["']?\s*\]$/g, '');
  return verbatim ? inner.replaceAll(quote + quote, quote) : inner.replace(/\\(.)/g, '$1');
}
