import fc from 'fast-check';
import { openEngine } from '@vedette/kql';
import type { Engine } from '@vedette/kql';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** What a file may hold of a column: a text, an empty one, or nothing. */
const HELD = ['cmd.exe /c net user', 'NET', 'network', 'x net', 'éa', 'B', '', undefined];
const NUMBERS = [4, 5, undefined];
const rows = HELD.flatMap((text) => NUMBERS.map((number) => ({ S: text, N: number })));

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({
    schema: new Map([
      [
        'T',
        [
          { name: 'S', type: 'string' },
          { name: 'N', type: 'long' },
        ],
      ],
    ]),
    sources: new Map([['T', { kind: 'rows', rows }]]),
  });
});
afterAll(() => engine.close());

const needle = fc.constantFrom('net', 'NET', 'cmd', 'b', 'É', 'user', '', '/c');
const quoted = needle.map((text) => JSON.stringify(text));
const text = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        '==', '!=', '=~', '!~', 'has', '!has', 'has_cs', '!has_cs', 'contains', '!contains', 'contains_cs', 'startswith',
        '!startswith', 'endswith_cs', 'hasprefix', '!hasprefix', 'hassuffix', '!hassuffix_cs',
      ), // prettier-ignore
      quoted,
    )
    .map(([operator, value]) => `S ${operator} ${value}`),
  fc
    .tuple(
      fc.constantFrom('in', '!in', 'in~', '!in~', 'has_any', 'has_all'),
      fc.array(quoted, { minLength: 1, maxLength: 5 }),
    )
    .map(([operator, values]) => `S ${operator} (${values.join(', ')})`),
  fc.constantFrom('isempty(S)', 'isnotempty(S)', 'N == 4', 'N != 4', 'N > 4', '5 >= N'),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    text,
    fc
      .tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition'))
      .map((parts) => `(${parts.join(' ')})`),
    tie('condition').map((inner) => `not(${inner})`),
  ),
}));

it('a condition keeps the same rows whether it is asked of the files or of the rows read from them', async () => {
  await fc.assert(
    fc.asyncProperty(condition, async (kept) => {
      const answer = async (query: string): Promise<unknown> => (await engine.rows(query)).rows;
      // `take` stands between the table and the condition, so the second is asked of rows already read.
      expect(await answer(`T | where ${kept} | project S, N | sort by S asc, N asc`)).toEqual(
        await answer(`T | take 1000 | where ${kept} | project S, N | sort by S asc, N asc`),
      );
    }),
    { numRuns: 60 },
  );
});
