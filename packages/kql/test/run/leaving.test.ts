import { openEngine } from '@vedette/kql';
import type { Column, Engine, KqlValue } from '@vedette/kql';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';

/*
 * What comes out of the engine is what went in, written as the types of the language are:
 * https://learn.microsoft.com/kusto/query/scalar-data-types/
 */

const TYPES = [
  'bool',
  'int',
  'long',
  'real',
  'string',
  'guid',
  'decimal',
  'datetime',
  'timespan',
  'dynamic',
] as const;
const columns: readonly Column[] = TYPES.map((type) => ({ name: `a "${type}" \\ column`, type }));

let engine: Engine | undefined;
afterEach(async () => {
  await engine?.close();
  engine = undefined;
});

async function engineOver(rows: readonly (readonly unknown[])[]): Promise<Engine> {
  await engine?.close();
  const records = rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
  engine = await openEngine({
    schema: new Map([['T', columns]]),
    sources: new Map([['T', { kind: 'rows', rows: records }]]),
  });
  return engine;
}

/** A value as it is given to the engine, and as it has to come out. */
interface Held {
  readonly given: unknown;
  readonly out: KqlValue;
}

const two = (value: number): string => String(value).padStart(2, '0');
const long = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
  fc.bigInt({ min: -(2n ** 53n) - 3n, max: -(2n ** 53n) + 3n }),
  fc.bigInt({ min: -9n, max: 9n }),
);
const isSafe = (value: bigint): boolean => value > -(2n ** 53n) && value < 2n ** 53n;
const fraction = fc.oneof(fc.constant(0), fc.nat({ max: 9_999_999 }));
const day = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
});

const VALUES: Readonly<Record<(typeof TYPES)[number], fc.Arbitrary<Held>>> = {
  bool: fc.boolean().map((value) => ({ given: value, out: value })),
  int: fc.integer().map((value) => ({ given: value, out: value })),
  long: long.map((value) => ({ given: value, out: isSafe(value) ? Number(value) : String(value) })),
  real: fc
    .double()
    .map((value) => ({ given: value, out: Number.isFinite(value) ? value + 0 : String(value) })),
  string: fc.string({ unit: 'binary' }).map((value) => ({ given: value, out: value })),
  guid: fc.uuid().map((value) => ({ given: value.toUpperCase(), out: value })),
  decimal: fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat({ max: 9999 }))
    .map(([whole, part]) => {
      const digits = String(part).replace(/0+$/, '');
      const out = digits === '' ? String(whole) : `${whole}.${digits}`;
      return { given: `${whole}.${part}`, out };
    }),
  datetime: fc.tuple(day, fraction).map(([date, part]) => {
    const out = `${date.toISOString().slice(0, 19)}.${String(part).padStart(7, '0')}Z`;
    return { given: out, out };
  }),
  timespan: fc
    .record({
      sign: fc.constantFrom('', '-'),
      days: fc.oneof(fc.constant(0), fc.nat({ max: 10_675_198 })),
      clock: fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }), fc.nat({ max: 59 })),
      part: fraction,
    })
    .map(({ sign, days, clock, part }) => {
      const zero = days + part + clock[0] + clock[1] + clock[2] === 0;
      const out = `${zero ? '' : sign}${days > 0 ? `${days}.` : ''}${clock.map(two).join(':')}${part > 0 ? `.${String(part).padStart(7, '0')}` : ''}`;
      return { given: out, out };
    }),
  dynamic: fc
    .oneof(
      fc.array(fc.jsonValue(), { maxLength: 4 }),
      fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }),
    )
    .map((value) => {
      const text = JSON.stringify(value);
      return { given: text, out: JSON.parse(text) as KqlValue };
    }),
};

const NULL: Held = { given: null, out: null };
const EMPTY: Held = { given: null, out: '' };
const row = fc.tuple(
  ...TYPES.map((type) =>
    fc.oneof(
      { weight: 9, arbitrary: VALUES[type] },
      { weight: 1, arbitrary: fc.constant(type === 'string' ? EMPTY : NULL) },
    ),
  ),
);

it('gives every value back as it is written in its type', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
      const opened = await engineOver(rows.map((held) => held.map(({ given }) => given)));
      const expected = rows.map((held) => held.map(({ out }) => out));
      // JSON writes both zeros alike.
      const given = (await opened.rows('T')).rows.map((values) =>
        values.map((value) => plain(value === 0 ? 0 : value)),
      );
      expect(given).toEqual(expected);

      const read = await opened.texts('T', { row: 'object', bool: 'bit', dynamic: 'text' });
      const lines = (await Array.fromAsync(read.texts)).flat();
      lines.forEach((line, at) => {
        const record = JSON.parse(line) as Record<string, KqlValue>;
        expect(Object.keys(record)).toEqual(columns.map(({ name }) => name));
        const [bool, , , real, ...rest] = Object.values(record);
        const [wasBool, , , wasReal, ...were] = expected[at]!;
        expect(bool).toBe(wasBool === null ? null : Number(wasBool));
        expect(real === 0 ? 0 : real).toEqual(wasReal);
        const dynamic = rest.pop();
        expect(dynamic === null ? null : (JSON.parse(dynamic as string) as KqlValue)).toEqual(were.pop());
        expect(rest).toEqual(were);
      });
    }),
    { numRuns: 25 },
  );
}, 120_000);

/** A long number inside a bag is kept as its text; `toEqual` knows numbers alone. */
function plain(value: KqlValue): KqlValue {
  return typeof value === 'object' ? (JSON.parse(JSON.stringify(value)) as KqlValue) : value;
}

it('keeps all digits of a long, in a bag as well, and in a row of its own', async () => {
  const opened = await openEngine({ schema: new Map() });
  engine = opened;
  const query = `print a = 9223372036854775807, b = dynamic({"n":12345678901234567890,"x":[1.5,9007199254740993]}), c = parse_json("9007199254740993"), d = 1e20, e = -9007199254740991`;
  const { rows } = await opened.rows(query);
  expect(JSON.stringify(rows)).toBe(
    '[["9223372036854775807",{"n":12345678901234567890,"x":[1.5,9007199254740993]},"9007199254740993",100000000000000000000,-9007199254740991]]',
  );
  const { texts } = await opened.texts(query, { row: 'array', bool: 'json', dynamic: 'json' });
  expect((await Array.fromAsync(texts)).flat()[0]).toMatch(
    /^\[9223372036854775807,\{"n":12345678901234567890,"x":\[1\.5,9007199254740993\]\},9007199254740993,1e\+?20,-9007199254740991\]$/,
  );
});

it('gives the ends of each range', async () => {
  const opened = await openEngine({ schema: new Map() });
  engine = opened;
  const { rows } = await opened.rows(
    'print datetime(0001-01-01), datetime(9999-12-31T23:59:59.9999999Z), totimespan("-10675199.02:48:05.4775808"), totimespan("10675199.02:48:05.4775807"), 1.0 / 0, -1.0 / 0, real(nan), datetime(9999-12-31) + 2d',
  );
  expect(rows).toEqual([
    [
      '0001-01-01T00:00:00.0000000Z',
      '9999-12-31T23:59:59.9999999Z',
      '-10675199.02:48:05.4775808',
      '10675199.02:48:05.4775807',
      'Infinity',
      '-Infinity',
      'NaN',
      null,
    ],
  ]);
});
