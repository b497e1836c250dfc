import { defenderSchema, openEngine } from '@vedette/kql';
import type { Engine } from '@vedette/kql';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ schema: defenderSchema });
});
afterAll(() => engine.close());

/** Text with everything in it that means something to SQL, to JSON or to a pattern. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        "'",
        '"',
        "''",
        '\\',
        ';',
        '--',
        '/*',
        '*/',
        '\0',
        '\n',
        '$1',
        '%',
        '_',
        '{}',
        '[',
        ']',
        '`',
        'x',
        '~',
        '/',
        '#',
        'NULL',
        ') OR 1=1 --',
        '\u2028',
        '😀',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

/** A literal of the language; all of JSON's escapes are its own, too. */
const literal = (text: string): string => JSON.stringify(text);

it('gives back every text as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (text) => {
      const { rows } = await engine.rows(`print x = ${literal(text)}, y = strcat(${literal(text)}, "")`);
      expect(rows).toEqual([[text, text]]);
    }),
    { numRuns: 150 },
  );
}, 60_000);

it('compares and looks for every text as text', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (text, other) => {
      const { rows } = await engine.rows(
        `datatable(a: string) [${literal(text)}, ${literal(other)}]
         | where a == ${literal(text)} or a in (${literal(text)}, "elsewhere")
         | project a, starts = a startswith_cs ${literal(text)}, part = a contains_cs ${literal(text)}, cut = replace_string(a, ${literal(other)}, ${literal(other)})`,
      );
      expect(rows.length).toBe(text === other ? 2 : 1);
      for (const row of rows) expect(row).toEqual([text, true, true, text]);
    }),
    { numRuns: 100 },
  );
}, 60_000);

it('takes any name for a column', async () => {
  const name = hostile.filter((text) => text.trim() !== '' && !/[\0\n\r]/.test(text));
  await fc.assert(
    fc.asyncProperty(name, async (text) => {
      const quoted = `[${literal(text)}]`;
      const query = `print ${quoted} = 1 | extend other = ${quoted} + 1 | where ${quoted} == 1 | project ${quoted}, other`;
      const { diagnostics } = engine.explain(query);
      // What Microsoft's parser refuses as a name need not run.
      fc.pre(diagnostics.length === 0);
      const { columns, rows } = await engine.rows(query);
      expect(columns.map(({ name: column }) => column)).toEqual([text, 'other']);
      expect(rows).toEqual([[1, 2]]);
    }),
    { numRuns: 100 },
  );
}, 60_000);

it('keeps every key and text of a dynamic', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (key, text) => {
      const { rows } = await engine.rows(
        `print d = bag_pack(${literal(key)}, ${literal(text)}) | extend one = tostring(d[${literal(key)}])`,
      );
      expect(rows).toEqual([[{ [key]: text }, text]]);
    }),
    { numRuns: 100 },
  );
}, 60_000);
