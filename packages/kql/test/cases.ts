import { KqlError, openEngine } from '@vedette/kql';
import type { Engine, EngineOptions, KqlValue } from '@vedette/kql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** A query of ours and what the documentation says of it. */
export interface Case {
  readonly says: string;
  /** The page below https://learn.microsoft.com/kusto/query/ that has the rule. */
  readonly page: string;
  readonly query: string;
  /** `name:type name:type` */
  readonly columns: string;
  readonly rows: readonly (readonly KqlValue[])[];
  /** Whether the language gives the rows an order. */
  readonly ordered?: boolean;
}

/** A query that is refused: where, and words that must be in the message. */
export interface Refused {
  readonly says: string;
  readonly query: string;
  readonly line: number;
  readonly column: number;
  readonly message: RegExp;
}

export function casesOf(
  name: string,
  options: EngineOptions,
  cases: readonly Case[],
  refused: readonly Refused[] = [],
): void {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine(options);
  });
  afterAll(() => engine.close());

  describe(name, () => {
    it.each(cases)('$says ($page)', async ({ query, columns, rows, ordered = false }) => {
      const result = await engine.rows(query);
      expect(result.columns.map((column) => `${column.name}:${column.type}`).join(' ')).toBe(columns);
      expect(ordered ? result.rows : inOrder(result.rows)).toEqual(ordered ? rows : inOrder(rows));
    });
    it.each(refused)('refuses $says', async ({ query, line, column, message }) => {
      const error = await engine.rows(query).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(KqlError);
      const [found] = (error as KqlError).diagnostics.filter(({ severity }) => severity === 'error');
      expect(found).toMatchObject({ line, column });
      expect(found?.message).toMatch(message);
    });
  });
}

function inOrder(rows: readonly (readonly KqlValue[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
