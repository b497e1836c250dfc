import type { Diagnostic } from '../diagnostic.ts';
import { KqlError } from '../diagnostic.ts';
import { lineAndColumn } from '../parse/place.ts';
import type { Place } from '../parse/place.ts';
import { Refusal } from '../refusal.ts';
import type { Column, KqlValue } from '../type.ts';
import type { Compiled } from './compile.ts';

type Question = NonNullable<Compiled['needs']>;

/** An output schema that was written into a query. */
interface Insertion {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** More plugins with open columns than any query has. */
const MOST = 50;

/**
 * Compiles a query whose columns may hang on its data: as long as it needs rows to know them, `ask` gets them, and the
 * columns are written behind the plugin as its output schema. Places in diagnostics are those of the query as it was given.
 */
export async function compileWithRows(
  query: string,
  compile: (text: string) => Compiled,
  ask: (question: Question) => Promise<readonly (readonly KqlValue[])[]>,
): Promise<Compiled> {
  const insertions: Insertion[] = [];
  let text = query;
  let compiled = compile(text);
  while (compiled.needs && insertions.length < MOST) {
    const { needs } = compiled;
    const schema = schemaText(answered(needs, await ask(needs), text, insertions));
    const at = needs.at.start + needs.at.length;
    insertions.push({ ...lineAndColumn(text, at), length: schema.length });
    text = text.slice(0, at) + schema + text.slice(at);
    compiled = compile(text);
  }
  return { ...compiled, diagnostics: compiled.diagnostics.map((found) => asWritten(found, insertions)) };
}

function answered(
  needs: Question,
  rows: readonly (readonly KqlValue[])[],
  text: string,
  insertions: readonly Insertion[],
): readonly Column[] {
  try {
    const columns = needs.columns(rows);
    if (columns.length === 0)
      throw new Refusal('There is no row, so this has no columns.', needs.at, 'KQL_NO_COLUMNS');
    return columns;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new KqlError([asWritten(diagnosticOf(error, text, error.place), insertions)]);
  }
}

function diagnosticOf({ code, message }: Refusal, text: string, place: Place): Diagnostic {
  return { code, severity: 'error', message, ...lineAndColumn(text, place.start), length: place.length };
}

function schemaText(columns: readonly Column[]): string {
  return ` : (${columns.map(({ name, type }) => `[${JSON.stringify(name)}]:${type}`).join(', ')})`;
}

/** The place of a diagnostic without what was written in before it on its line, the latest first. */
function asWritten(found: Diagnostic, insertions: readonly Insertion[]): Diagnostic {
  return insertions.reduceRight<Diagnostic>(
    (diagnostic, { line, column, length }) =>
      diagnostic.line === line && diagnostic.column > column
        ? { ...diagnostic, column: Math.max(column, diagnostic.column - length) }
        : diagnostic,
    found,
  );
}
