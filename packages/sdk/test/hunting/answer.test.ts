import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HuntAnswer, HuntRow } from '../../src/index.ts';
import { readAnswer } from '../../src/resource/hunting/answer.ts';

/** An answer whose body comes in the given pieces. */
async function read(body: string | Uint8Array, cuts: readonly number[] = []): Promise<Whole> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const answer = await readAnswer(
    {
      status: 200,
      headers: {},
      requestId: undefined,
      json: () => Promise.reject(new Error('not buffered')),
      async *stream() {
        let from = 0;
        for (const cut of [...cuts.toSorted((a, b) => a - b), bytes.length]) {
          if (cut > from) yield bytes.subarray(from, cut);
          from = Math.max(from, cut);
        }
      },
    },
    'graph',
  );
  const rows = (await Array.fromAsync(answer.rows)).flat();
  return { columns: answer.columns, rows, stats: answer.stats() };
}

interface Whole {
  readonly columns: HuntAnswer['columns'];
  readonly rows: readonly HuntRow[];
  readonly stats: unknown;
}

const dynamicSchema = (names: readonly string[]): object[] =>
  names.map((name) => ({ Name: name, Type: 'Object' }));

/** Text with everything that could be mistaken for structure. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', 'ü', '💥', '\u2028', '0', '\n'),
  }),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    text.map((one) => `:${one}`),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(text, tie('any'), { maxKeys: 3 }),
  ),
})).any;

describe('an answer that comes in pieces', () => {
  it('gives the same rows wherever it is cut, and whatever stands before or after them', async () => {
    const shape = fc.record({
      rows: fc.array(fc.record({ a: value, 'b"{': value }), { maxLength: 6 }),
      order: fc.shuffledSubarray(['schema', 'results', 'stats', 'context'], { minLength: 4 }),
      indent: fc.constantFrom(undefined, 1, '\t'),
      capital: fc.boolean(),
      cuts: fc.array(fc.nat(400), { maxLength: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(shape, async ({ rows, order, indent, capital, cuts }) => {
        const members: Record<string, unknown> = {
          schema: dynamicSchema(['a', 'b"{']),
          results: rows,
          stats: { ExecutionTime: 1.5, text: 'results: [{' },
          context: { results: [{ no: 'row' }] },
        };
        const named = order.map((name) => [
          name === 'context'
            ? '@odata.context'
            : capital
              ? name.charAt(0).toUpperCase() + name.slice(1)
              : name,
          members[name],
        ]);
        const answer = await read(JSON.stringify(Object.fromEntries(named), undefined, indent), cuts);
        expect(answer.columns.map(({ name }) => name)).toEqual(['a', 'b"{']);
        expect(answer.rows).toEqual(rows.map((row) => [row.a, row['b"{']]));
        expect(answer.stats).toEqual(members['stats']);
      }),
      { numRuns: 400 },
    );
  });

  const whole = JSON.stringify({
    Schema: [{ Name: 'Text', Type: 'String' }],
    Results: [{ Text: 'ü"\\{' }, { Text: 'b' }],
  });

  it('is cut between any two bytes without a difference', async () => {
    const bytes = Buffer.from(whole);
    for (let at = 0; at <= bytes.length; at++) {
      const { rows } = await read(bytes, [at]);
      expect(rows, `cut at ${at}`).toEqual([['ü"\\{'], ['b']]);
    }
  });

  it('is an error when it ends early, wherever that is, and says after how many rows', async () => {
    const bytes = Buffer.from(whole);
    for (let at = 0; at < bytes.length; at++) {
      await expect(read(bytes.subarray(0, at)), `ends at ${at}`).rejects.toMatchObject({
        code: expect.stringMatching(/^MDE_(NETWORK|RESPONSE)$/) as string,
        changed: 'nothing',
      });
    }
    await expect(read(bytes.subarray(0, -2))).rejects.toMatchObject({
      code: 'MDE_NETWORK',
      facts: { rows: 2 },
      message: expect.stringContaining('not the whole answer') as string,
    });
  });

  it.each([
    ['a page', '<!DOCTYPE html><html>'],
    ['nothing', ''],
    ['a list', '[{"Schema":[]}]'],
    ['no schema', '{"Results":[]}'],
    ['no results', '{"Schema":[]}'],
    ['results that are no list', '{"Schema":[],"Results":{}}'],
    ['a row that is no record', '{"Schema":[],"Results":[1]}'],
    ['a missing comma', '{"Schema":[{"Name":"a","Type":"Int32"}],"Results":[{"a":1}{"a":2}]}'],
    ['a comma too many', '{"Schema":[{"Name":"a","Type":"Int32"}],"Results":[{"a":1},]}'],
    ['a bracket that closes a brace', '{"Schema":[{"Name":"a","Type":"Int32"}],"Results":[{"a":1],{"a":2}]}'],
    ['something behind the end', '{"Schema":[],"Results":[]}{}'],
    ['a schema of something else', '{"Schema":[1],"Results":[]}'],
  ])('is refused when it is %s', async (_, body) => {
    await expect(read(body)).rejects.toMatchObject({
      code: expect.stringMatching(/^MDE_(NETWORK|RESPONSE)$/) as string,
    });
  });

  it('is read behind a byte order mark, and where there are no results at all', async () => {
    expect((await read(`\ufeff${whole}`, [1, 2, 4])).rows).toHaveLength(2);
    expect((await read('{"schema":[],"results":null}')).rows).toEqual([]);
    expect((await read('{"schema":[],"results":[]}')).rows).toEqual([]);
  });

  it('takes a row with columns missing, unknown members, and names that every object has', async () => {
    const body = JSON.stringify({
      schema: dynamicSchema(['toString', '__proto__', 'a']),
      results: [{ b: 1 }, JSON.parse('{"__proto__":2,"toString":3}')],
    });
    expect((await read(body)).rows).toEqual([
      [null, null, null],
      [3, 2, null],
    ]);
  });

  it('holds one row of many megabytes and ten thousand brackets', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const long = 'x'.repeat(10_000_000);
    const body = `{"schema":[{"name":"d","type":"Object"},{"name":"t","type":"String"}],"results":[{"d":${deep},"t":"${long}"}]}`;
    const cuts = Array.from({ length: 150 }, (_, at) => at * 65_536);
    // The engine of JavaScript may refuse such a depth; then it is an error, not a crash.
    const outcome = await read(body, cuts).then(
      ({ rows }) => JSON.stringify(rows[0]?.[1]).length - 2,
      (error: { code: string }) => error.code,
    );
    expect([long.length, 'MDE_RESPONSE']).toContain(outcome);
  });
});

describe('a value', () => {
  async function one(type: string, json: string): Promise<unknown> {
    const body = `{"Schema":[{"Name":"v","Type":"${type}"}],"Results":[{"v":${json}}]}`;
    return (await read(body)).rows[0]?.[0];
  }

  it.each<[string, string, unknown]>([
    ['SByte', '1', true],
    ['SByte', '0', false],
    ['Boolean', 'true', true],
    ['System.Boolean', '"False"', false],
    ['SByte', 'null', null],
    ['Int32', '-5', -5],
    ['Int32', '"7"', 7],
    ['Int64', '9007199254740991', 9_007_199_254_740_991],
    ['Int64', '9007199254740993', '9007199254740993'],
    ['Int64', '-9223372036854775808', '-9223372036854775808'],
    ['Int64', '"9007199254740993"', '9007199254740993'],
    ['Int64', '"12"', 12],
    ['Double', '1.5', 1.5],
    ['Double', '12345678901234567890', 12_345_678_901_234_567_000],
    ['Double', '"NaN"', 'NaN'],
    ['Double', '"-Infinity"', '-Infinity'],
    ['Double', '"2.25"', 2.25],
    ['Decimal', '1.10', '1.10'],
    ['Decimal', '12345678901234567890.123456789', '12345678901234567890.123456789'],
    ['SqlDecimal', '"0.1"', '0.1'],
    ['DateTime', '"2024-01-02T03:04:05Z"', '2024-01-02T03:04:05.0000000Z'],
    ['DateTime', '"2024-01-02T03:04:05.12Z"', '2024-01-02T03:04:05.1200000Z'],
    ['DateTime', '"2024-01-02T03:04:05.1234567Z"', '2024-01-02T03:04:05.1234567Z'],
    ['DateTime', '"2024-01-02 03:04:05.1234567"', '2024-01-02T03:04:05.1234567Z'],
    ['DateTime', '"2024-01-02T03:04:05.1234567+02:00"', '2024-01-02T01:04:05.1234567Z'],
    ['DateTime', '""', null],
    ['TimeSpan', '"1.02:03:04.5"', '1.02:03:04.5000000'],
    ['TimeSpan', '"-00:00:01"', '-00:00:01'],
    ['TimeSpan', '"PT1M30.25S"', '00:01:30.2500000'],
    ['TimeSpan', '"P1DT26H"', '2.02:00:00'],
    ['Guid', '"2F6C8A0E-0000-0000-0000-00000000000A"', '2f6c8a0e-0000-0000-0000-00000000000a'],
    ['Guid', '""', null],
    ['String', 'null', ''],
    ['String', '"12345678901234567890"', '12345678901234567890'],
    ['Object', '{"a":[1]}', { a: [1] }],
    ['Object', '"{\\"a\\":[1]}"', { a: [1] }],
    ['Object', '{"a":9007199254740993,"b":1.10}', { a: '9007199254740993', b: 1.1 }],
    ['Object', '"{\\"a\\":9007199254740993}"', { a: '9007199254740993' }],
    ['Object', '"{not json"', '{not json'],
    ['Object', '"plain"', 'plain'],
    ['Object', '12', 12],
    ['Object', 'null', null],
    ['datetime', '"2024-01-02T03:04:05Z"', '2024-01-02T03:04:05.0000000Z'],
    ['Whatever', '{"as":"it came"}', { as: 'it came' }],
  ])('%s %s', async (type, json, expected) => {
    expect(await one(type, json)).toEqual(expected);
  });

  it('keeps the digits of numbers beside a text that looks like them', async () => {
    const body =
      '{"Schema":[{"Name":"t","Type":"String"},{"Name":"n","Type":"Int64"}],"Results":[{"t":"\\" 9007199254740993 \\\\","n":9007199254740993}]}';
    expect((await read(body)).rows).toEqual([['" 9007199254740993 \\', '9007199254740993']]);
  });
});
