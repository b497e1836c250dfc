import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ODataError } from '../../src/odata/expression.ts';
import { readOptions } from '../../src/odata/options.ts';
import { parseFilter } from '../../src/odata/parser.ts';

function attempt(parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    return error;
  }
}

describe('the filter parser', () => {
  it('either parses a text or refuses it with an ODataError, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...[
        'status',
        'eq',
        'ne',
        'and',
        'or',
        'not',
        'in',
        '(',
        ')',
        ',',
        '/',
        ':',
        "'a'",
        "'",
        '1',
        '-1.5',
        'null',
      ],
      ...[
        'any',
        'all',
        'startswith',
        '2026-01-01',
        '2026-13-45T99:99:99Z',
        'true',
        ' ',
        '\u0000',
        'x.y.z',
        '"',
      ],
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(' ')),
    );
    fc.assert(
      fc.property(text, (filter) => {
        const result = attempt(() => parseFilter(filter));
        if (result instanceof Error) expect(result).toBeInstanceOf(ODataError);
      }),
      { numRuns: 500 },
    );
  });

  it('binds and closer than or, and not closest', () => {
    const filter = parseFilter("not a eq 1 and b eq 2 or c eq 'x'");
    expect(filter).toMatchObject({
      kind: 'or',
      left: { kind: 'and', left: { kind: 'not' } },
      right: { kind: 'compare' },
    });
  });

  it('reads a doubled quote as one', () => {
    expect(parseFilter("name eq 'O''Neill'")).toMatchObject({ right: { kind: 'text', value: "O'Neill" } });
  });

  it.each([
    '2026-11-01',
    '2026-11-01Z',
    '2026-11-01T00:00Z',
    '2026-11-01T00:00:00.0000000Z',
    '2026-11-01T01:00:00+01:00',
  ])('reads the date %s bare', (date) => {
    const expected = parseFilter('t eq 2026-11-01T00:00:00Z');
    expect(parseFilter(`t eq ${date}`)).toEqual(expected);
  });

  it('reads a member of an enumeration in its long form', () => {
    const long = parseFilter("severity eq microsoft.graph.security.alertSeverity'high'");
    expect(long).toEqual(parseFilter("severity eq 'high'"));
  });

  it('refuses a nesting that only an attacker writes', () => {
    const deep = `${'('.repeat(5000)}a eq 1${')'.repeat(5000)}`;
    expect(() => parseFilter(deep)).toThrow(ODataError);
  });
});

describe('the query options', () => {
  it('take a plus sign for a space', () => {
    expect(readOptions("$filter=status+eq+'New'").filter).toEqual(
      readOptions("$filter=status%20eq%20'New'").filter,
    );
  });

  it('take an encoded plus sign outside of quotes for a space too, as the cloud does', () => {
    const encoded = readOptions(
      "$filter=made%2Bgt%2B2026-01-01T00:00:00Z%2Band%2Bname%2Beq%2B'a%2Bb'&$orderby=made%2Bdesc",
    );
    const plain = readOptions("$filter=made gt 2026-01-01T00:00:00Z and name eq 'a%2Bb'&$orderby=made desc");
    expect({ ...encoded, raw: undefined }).toEqual({ ...plain, raw: undefined });
    expect(encoded.filter).toMatchObject({ right: { right: { value: 'a+b' } } });
  });

  it.each([
    '$top=-1',
    '$top=x',
    '$skip=1.5',
    '$count=yes',
    '$top=1&$top=2',
    '$frobnicate=1',
    '$search=x',
    '$orderby=a+up',
  ])('refuse %s', (query) => {
    expect(() => readOptions(query)).toThrow(ODataError);
  });
});
