import { defenderSchema, KqlError, openEngine } from '@vedette/kql';
import type { Engine } from '@vedette/kql';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ schema: defenderSchema });
});
afterAll(() => engine.close());

const TOKENS = [
  'DeviceInfo', 'DeviceName', 'Timestamp', 'T', 'x', '|', '|', '|', 'where', 'extend', 'project', 'summarize', 'by',
  'join', 'kind=leftanti', 'on', 'union', 'let', '=', ';', '(', ')', '[', ']', '{', '}', ',', '.', '..', '*', '==', '!=',
  'has', 'in', 'in~', 'between', 'and', 'or', 'not', 'count()', 'make_set(DeviceName)', 'arg_max(Timestamp, *)', 'ago(1d)',
  '"a', '"b"', "'c'", '@"d"', '1', '-1', '1.5', '1d', 'datetime(2024-01-01)', 'dynamic([1,2])', 'dynamic({"a":', 'bin(',
  'mv-expand', 'mv-apply', 'parse', 'with', 'top', 'sort', 'asc', 'take', 'range', 'from', 'to', 'step', 'print',
  'datatable(x:long)[', 'toscalar(', 'materialize(', 'evaluate', 'bag_unpack(d)', 'invoke', 'render', 'timechart', '//', '\n',
  'tostring(', 'parse_json(', 'iff(', 'case(', 'null', 'long(null)', '$left', '$right', 'externaldata', 'search', 'find',
]; // prettier-ignore

const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 }).map((tokens) => tokens.join(' '));
const noise = fc.string({ unit: 'binary', maxLength: 200 });

it('says of every input what it is: a query that runs, or one that is wrong somewhere', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(soup, noise), async (text) => {
      const { diagnostics } = engine.explain(text);
      const wrong = diagnostics.filter(({ severity }) => severity === 'error');
      for (const { line, column, message } of wrong) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(message).not.toBe('');
      }
      const outcome = await engine.rows(text, { timeout: 10_000 }).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(KqlError);
      else expect(wrong).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 120_000);

it.each([
  ['brackets', `print ${'('.repeat(10_000)}1${')'.repeat(10_000)}`],
  ['arrays', `print dynamic(${'['.repeat(10_000)}${']'.repeat(10_000)})`],
  ['nots', `print ${'not('.repeat(10_000)}true${')'.repeat(10_000)}`],
  ['sums', `print ${'1+'.repeat(10_000)}1`],
  ['pipes', `print x = 1 ${'| extend x = x + 1 '.repeat(2_000)}`],
  ['only opened', '('.repeat(10_000)],
  ['only closed', `${')'.repeat(10_000)};`],
])(
  'answers ten thousand nested %s without a crash',
  async (_, text) => {
    const outcome = await engine.rows(text, { timeout: 20_000 }).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(KqlError);
  },
  60_000,
);

// More than 32,768 values Microsoft's binder refuses.
it('answers a query of a megabyte', async () => {
  const list = Array.from(
    { length: 30_000 },
    (_, index) => `"value-${index}-as-long-as-a-hash-of-a-file"`,
  ).join(', ');
  const { rows } = await engine.rows(
    `datatable(a: string) ["value-7-as-long-as-a-hash-of-a-file", "b"] | where a in (${list})`,
  );
  expect(rows).toEqual([['value-7-as-long-as-a-hash-of-a-file']]);
}, 60_000);
