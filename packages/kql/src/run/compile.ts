import { bindQuery } from '../bind/query.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { ChartRequest } from '../engine.ts';
import { lineAndColumn } from '../parse/place.ts';
import type { Parsed } from '../parse/parse.ts';
import { planned } from '../plan/plan.ts';
import type { Relation } from '../plan/relation.ts';
import { Refusal } from '../refusal.ts';
import type { Renderer } from '../sql/renderer.ts';
import { rendererOf } from '../sql/renderer.ts';
import type { Sql } from '../sql/sql.ts';
import type { StoredTable } from '../sql/stored.ts';
import type { Column, Schema } from '../type.ts';

export interface CompileOptions {
  readonly schema: Schema;
  readonly globals: Kusto.Language.GlobalState;
  readonly parse: (text: string) => Parsed;
  readonly stored: (table: string) => StoredTable;
  readonly now: bigint;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A query through all stages up to SQL. Without `ready` it cannot run, and the diagnostics say why. */
export interface Compiled {
  readonly diagnostics: readonly Diagnostic[];
  readonly columns: readonly Column[];
  readonly syntax: Kusto.Language.Syntax.SyntaxNode;
  readonly ready?: {
    readonly plan: Relation;
    readonly sql: Sql;
    readonly natives: Renderer['natives'];
    readonly chart?: ChartRequest;
  };
}

/** Compiles a query. A bad query is told in diagnostics, never thrown. */
export function compile(text: string, options: CompileOptions): Compiled {
  const { syntax, diagnostics, columns } = options.parse(text);
  if (diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics, columns, syntax };
  try {
    let shared = 0;
    const { schema, globals, now, parameters } = options;
    const fresh = (prefix: string): string => `${prefix}#${++shared}`;
    const plan = planned(bindQuery(syntax, { text, schema, globals, now, parameters, fresh }), now);
    const renderer = rendererOf(options);
    const sql = renderer.relation(plan);
    return { diagnostics, columns: plan.columns, syntax, ready: { plan, sql, natives: renderer.natives } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, place } = error;
    const refused: Diagnostic = {
      code,
      severity: 'error',
      message,
      ...lineAndColumn(text, place.start),
      length: place.length,
    };
    return { diagnostics: [...diagnostics, refused], columns, syntax };
  }
}
