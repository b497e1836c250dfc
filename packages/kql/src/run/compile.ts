import { bindQuery } from '../bind/query.ts';
import { overShared } from '../bind/share.ts';
import type { Query, Warning } from '../bind/scope.ts';
import { withHint } from '../diagnostic.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { ChartRequest } from '../engine.ts';
import { TOO_DEEP } from '../parse/depth.ts';
import { lineAndColumn } from '../parse/place.ts';
import type { Parsed } from '../parse/parse.ts';
import type { ExternalTable } from '../plan/external.ts';
import { planned } from '../plan/plan.ts';
import type { Relation } from '../plan/relation.ts';
import { Refusal } from '../refusal.ts';
import { RowsNeeded } from '../rows-needed.ts';
import type { Renderer } from '../sql/renderer.ts';
import { rendererOf } from '../sql/renderer.ts';
import type { Sql } from '../sql/sql.ts';
import type { StoredTable } from '../sql/stored.ts';
import type { Column, Schema } from '../type.ts';
import type { Locate } from './geo-database.ts';

export interface CompileOptions {
  readonly schema: Schema;
  readonly globals: Kusto.Language.GlobalState;
  readonly parse: (text: string) => Parsed;
  readonly stored: (table: string) => StoredTable;
  readonly now: bigint;
  readonly locate: Locate | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** Prefixes of the addresses `externaldata` may read. */
  readonly externalData: readonly string[];
}

/** A query through all stages up to SQL. Without `ready` it cannot run, and the diagnostics say why. */
export interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  readonly columns: readonly Column[];
  readonly syntax: Kusto.Language.Syntax.SyntaxNode;
  readonly ready?: Runnable & { readonly chart?: ChartRequest };
  /** What must be asked of the data before the columns of the query are known. */
  readonly needs?: Pick<RowsNeeded, 'at' | 'columns'> & Runnable;
}

/** A statement, and what must be there before it runs. */
export interface Runnable {
  readonly plan: Relation;
  readonly sql: Sql;
  readonly natives: Renderer['natives'];
  /** Files to be read first. */
  readonly external: readonly (ExternalTable & Pick<Diagnostic, 'line' | 'column'>)[];
}

/** Compiles a query. A bad query is told in diagnostics, never thrown. */
export function compile(text: string, options: CompileOptions): Compiled {
  const { syntax, columns, ...parsed } = options.parse(text);
  const diagnostics = parsed.diagnostics.map(withHint);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics, columns, syntax };
  let shared = 0;
  const { schema, globals, now, parameters } = options;
  const fresh = (prefix: string): string => `${prefix}#${++shared}`;
  const query: Query = {
    text,
    schema,
    globals,
    now,
    parameters,
    fresh,
    externalData: options.externalData,
    external: [],
    shared: [],
    warnings: [],
    calls: 0,
  };
  const runnable = (relation: Relation): Runnable => {
    const plan = planned(relation, now);
    const renderer = rendererOf(options);
    const external = query.external.map((table) => ({ ...table, ...lineAndColumn(text, table.place.start) }));
    return { plan, sql: renderer.relation(plan), natives: renderer.natives, external };
  };
  try {
    const ready = runnable(bindQuery(syntax, query));
    const { chart } = query;
    return {
      diagnostics: [...diagnostics, ...query.warnings.map((warning) => placed(text, warning, 'warning'))],
      columns: ready.plan.columns,
      syntax,
      ready: { ...ready, ...(chart && { chart }) },
    };
  } catch (error) {
    const refused = (fault: unknown): Compiled => ({
      diagnostics: [...diagnostics, placed(text, refusalOf(fault, text), 'error')],
      columns,
      syntax,
    });
    if (!(error instanceof RowsNeeded)) return refused(error);
    const { at, columns: read, question } = error;
    try {
      return {
        diagnostics,
        columns,
        syntax,
        needs: { at, columns: read, ...runnable(overShared(question, query)) },
      };
    } catch (fault) {
      return refused(fault);
    }
  }
}

/** A query can be nested deeper than the stack; any other fault is ours and goes on its way. */
function refusalOf(error: unknown, text: string): Warning {
  if (error instanceof Refusal) return error;
  if (!(error instanceof RangeError)) throw error;
  return { code: 'KQL_DEPTH', message: TOO_DEEP, place: { start: 0, length: text.length } };
}

function placed(
  text: string,
  { code, message, place }: Warning,
  severity: Diagnostic['severity'],
): Diagnostic {
  return { code, severity, message, ...lineAndColumn(text, place.start), length: place.length };
}
