import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvRows } from '../../src/archive/import/csv.ts';
import { readInstant } from '../../src/archive/instant.ts';
import { jsonValues } from '../../src/archive/import/json.ts';

/** The text in pieces that end anywhere. */
async function* pieces(text: string, cuts: readonly number[]): AsyncGenerator<string> {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].toSorted((a, b) => a - b);
  for (const [at, from] of places.entries()) yield text.slice(from, places[at + 1]);
}

const awkward = fc.oneof(
  fc.string(),
  fc.constantFrom('"', '\\', '\\\\"', '\\"}', '{"a":[', ']},\n', '9007199254740993', '\u{1F600}"', '\r\n'),
);
// Without backslashes: the JSON.parse of Node 24 takes the name `"` for `\` after an object that had the latter.
const name = awkward.map((text) => text.replaceAll('\\', '/'));
const value = fc.dictionary(
  name,
  fc.oneof(awkward, fc.integer(), fc.constant(null), fc.array(awkward, { maxLength: 3 })),
  { maxKeys: 4 },
);

it('reads the values of a text whatever the pieces, and whatever stands between them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(value, { maxLength: 5 }),
      fc.constantFrom('lines', 'array', 'both'),
      fc.array(fc.nat(), { maxLength: 6 }),
      async (values, shape, cuts) => {
        const texts = values.map((one) => JSON.stringify(one));
        const text = {
          lines: texts.join('\n'),
          array: `[${texts.join(',\n ')}]`,
          both: `\uFEFF[ ${texts.join(' , ')} ]\r\n`,
        }[shape];
        const found: unknown[] = [];
        for await (const piece of jsonValues(pieces(text, cuts))) found.push(piece.value);
        expect(found).toEqual(values);
      },
    ),
    { numRuns: 500 },
  );
});

it('keeps every digit of a long number', async () => {
  const text =
    '{"a":9223372036854775807,"b":[-9007199254740993 ],"c":"9223372036854775807","d":1.5,"e":12345678901234567890.5}';
  for await (const piece of jsonValues(pieces(text, []))) {
    expect(piece.value).toEqual({
      a: '9223372036854775807',
      b: ['-9007199254740993'],
      c: '9223372036854775807',
      d: 1.5,
      e: Number('12345678901234567890.5'),
    });
  }
});

it('reads the rows of a CSV whatever the pieces and whatever is quoted', async () => {
  const cell = fc.oneof(awkward, fc.constantFrom('a,b', 'two\nlines', '""', ' '));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n'),
      fc.array(fc.nat(), { maxLength: 6 }),
      async (rows, end, cuts) => {
        const text = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join()).join(end);
        const found: unknown[] = [];
        for await (const row of csvRows(pieces(text, cuts))) found.push(row.values);
        expect(found).toEqual(rows);
      },
    ),
    { numRuns: 500 },
  );
});

it('reads a time in every spelling as one, and nothing that is no time', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0001-01-02'), max: new Date('9999-12-30'), noInvalidDate: true }),
      fc.nat(9999),
      (date, ticks) => {
        const text = `${date.toISOString().slice(0, 23)}${String(ticks).padStart(4, '0')}Z`;
        expect(readInstant(text)).toBe(text);
        const east = new Date(date.getTime() + 19_800_000).toISOString();
        expect(readInstant(`${east.slice(0, 23)}${text.slice(23, 27)}+05:30`)).toBe(text);
        expect(readInstant(text.replace('T', ' ').replace('Z', ''))).toBe(text);
        expect(readInstant(`${text.slice(0, 19)}Z`)).toBe(`${text.slice(0, 19)}.0000000Z`);
      },
    ),
  );
  for (const wrong of [
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-01-01T24:00:01Z',
    '2026-01-01T00:60:00Z',
    '',
    'yesterday',
  ]) {
    expect(readInstant(wrong), wrong).toBeUndefined();
  }
  expect(readInstant('2024-02-29T00:00:00.5Z')).toBe('2024-02-29T00:00:00.5000000Z');
});
