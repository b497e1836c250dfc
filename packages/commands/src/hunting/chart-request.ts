import { lastStages } from './stages.ts';

/** What `render` at the end of a query asks for. @see https://learn.microsoft.com/kusto/query/render-operator */
export interface ChartRequest {
  /** `timechart`, `piechart` … */
  readonly kind: string;
  readonly properties: Readonly<Record<string, string>>;
}

const render = /^render\s+(\w+)\s*(?:with\s*\(([\s\S]*)\)\s*)?$/;
const property = /(\w+)\s*=\s*(@?"(?:[^"\\]|\\.)*"|@?'(?:[^'\\]|\\.)*'|\[[^\]]*\]|[^,]*)(?:,|$)/g;

/** The chart a query asks for: the cloud gives rows, and no word of the chart. */
export function chartRequest(query: string): ChartRequest | undefined {
  const stages = lastStages(query);
  const found = stages.length > 1 ? render.exec(stages.at(-1)?.text ?? '') : null;
  if (found === null) return undefined;
  const [, kind = '', list = ''] = found;
  const properties = [...list.matchAll(property)].map(([, name = '', value = '']) => [
    name.toLowerCase(),
    unquoted(value.trim()),
  ]);
  return { kind: kind.toLowerCase(), properties: Object.fromEntries(properties) as Record<string, string> };
}

function unquoted(value: string): string {
  const [, verbatim, quote, inner] = /^(@?)(["'])([\s\S]*)\2$/.exec(value) ?? [];
  if (quote === undefined || inner === undefined) return value.replace(/^\[\s*["']?|["']?\s*\]$/g, '');
  return verbatim ? inner.replaceAll(quote + quote, quote) : inner.replace(/\\(.)/g, '$1');
}
