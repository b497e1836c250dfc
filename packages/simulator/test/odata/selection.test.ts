import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFilter } from '../../src/odata/compile.ts';
import { ODataError } from '../../src/odata/expression.ts';
import { readOptions } from '../../src/odata/options.ts';
import { parseFilter } from '../../src/odata/parser.ts';
import type { FilterSchema } from '../../src/odata/schema.ts';
import { selectRows, type Table } from '../../src/odata/selection.ts';
import { isoOfTick, SECOND } from '../../src/tenant/tick.ts';
import { Timeline } from '../../src/tenant/timeline.ts';

interface Row {
  readonly made: number;
  readonly moved: number;
  readonly name: string | null;
  readonly state: string;
  readonly size: number;
  readonly tags: readonly string[];
}

const schema: FilterSchema = {
  made: 'time',
  moved: 'time',
  name: 'text',
  state: 'enum',
  size: 'number',
  tags: 'collection',
};

const word = fc.constantFrom('a', 'b', "O'N", 'ab', '');
const state = fc.constantFrom('New', 'InProgress', 'Resolved');
const tick = fc.integer({ min: 0, max: 5 }).map((seconds) => seconds * SECOND);
const rows = fc.array(
  fc.record<Row>({
    made: tick,
    moved: tick,
    name: fc.option(word),
    state,
    size: fc.integer({ min: 0, max: 3 }),
    tags: fc.array(word, { maxLength: 3 }),
  }),
  { maxLength: 30 },
);

/** A filter as text, with what it means written down a second time. */
interface Case {
  readonly text: string;
  readonly holds: (row: Row) => boolean;
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const comparisons = {
  eq: (a: unknown, b: unknown) => a === b,
  ne: (a: unknown, b: unknown) => a !== b,
  gt: (a: number, b: number) => a > b,
  ge: (a: number, b: number) => a >= b,
  lt: (a: number, b: number) => a < b,
  le: (a: number, b: number) => a <= b,
};
const operator = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');

const leaf: fc.Arbitrary<Case> = fc.oneof(
  fc.tuple(fc.constantFrom('made', 'moved'), operator, tick).map(([property, op, at]) => ({
    text: `${property} ${op} ${isoOfTick(at)}`,
    holds: (row: Row) => comparisons[op](row[property], at),
  })),
  fc.tuple(operator, fc.integer({ min: 0, max: 3 })).map(([op, size]) => ({
    text: `size ${op} ${size}`,
    holds: (row: Row) => comparisons[op](row.size, size),
  })),
  fc.tuple(fc.constantFrom('eq' as const, 'ne' as const), fc.option(word)).map(([op, name]) => ({
    text: `name ${op} ${name === null ? 'null' : quote(name)}`,
    holds: (row: Row) => comparisons[op](row.name, name),
  })),
  fc.array(state, { minLength: 1, maxLength: 3 }).map((states) => ({
    text: `state in (${states.map((one) => quote(one.toLowerCase())).join(',')})`,
    holds: (row: Row) => states.some((one) => one === row.state),
  })),
  fc.tuple(fc.constantFrom('startswith', 'endswith', 'contains'), word).map(([name, part]) => ({
    text: `${name}(name,${quote(part)})`,
    holds: ({ name: own }: Row) => {
      if (own === null) return false;
      const [text, wanted] = [own.toLowerCase(), part.toLowerCase()];
      return name === 'contains'
        ? text.includes(wanted)
        : name === 'startswith'
          ? text.startsWith(wanted)
          : text.endsWith(wanted);
    },
  })),
  fc.tuple(fc.constantFrom('any' as const, 'all' as const), word).map(([kind, tag]) => ({
    text: `tags/${kind}(t: t eq ${quote(tag)})`,
    holds: (row: Row) => (kind === 'any' ? row.tags.includes(tag) : row.tags.every((one) => one === tag)),
  })),
);

const { filter } = fc.letrec<{ filter: Case }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), tie('filter'), tie('filter'))
      .map(([kind, a, b]) => ({
        text: `(${a.text}) ${kind} (${b.text})`,
        holds: (row: Row) => (kind === 'and' ? a.holds(row) && b.holds(row) : a.holds(row) || b.holds(row)),
      })),
    tie('filter').map((inner) => ({ text: `not (${inner.text})`, holds: (row: Row) => !inner.holds(row) })),
  ),
}));

function tableOf(all: readonly Row[]): Table {
  const timeline = new Timeline();
  for (const [row, { made, moved }] of all.entries()) timeline.set(row, made, moved);
  timeline.fill(all.keys());
  return {
    timeline,
    created: 'made',
    updated: 'moved',
    schema,
    read: (row, property) => all[row]?.[property as keyof Row] ?? null,
  };
}

describe('a filter', () => {
  it('keeps exactly the rows that a naive reading keeps', () => {
    fc.assert(
      fc.property(filter, rows, ({ text, holds }, all) => {
        const test = compileFilter<Row>(
          parseFilter(text),
          schema,
          (row, property) => row[property as keyof Row],
        );
        expect(all.filter(test)).toEqual(all.filter(holds));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['secret eq 1', "The property 'secret'"],
    ["made eq 'yesterday'", 'incompatible types'],
    ["tags eq 'a'", "The property 'tags'"],
    ['constructor eq 1', "The property 'constructor'"],
    ['startswith(name)', 'No function signature'],
  ])('refuses %s', (text, message) => {
    const compile = (): unknown => compileFilter<Row>(parseFilter(text), schema, () => null);
    expect(compile).toThrow(ODataError);
    expect(compile).toThrow(message);
  });
});

describe('a page', () => {
  const order = fc.constantFrom(
    '',
    'made asc',
    'made desc',
    'moved asc',
    'moved desc',
    'size desc',
    'moved asc,size desc',
  );

  it('is the same slice of the same order as naive filtering and sorting give', () => {
    fc.assert(
      fc.property(filter, rows, order, fc.nat(10), fc.nat(10), ({ text, holds }, all, by, skip, take) => {
        const query = new URLSearchParams({
          $filter: text,
          $count: 'true',
          ...(by === '' ? {} : { $orderby: by }),
        });
        const {
          rows: got,
          more,
          count,
        } = selectRows(tableOf(all), readOptions(query.toString()), skip, take);
        const expected = naive(all, holds, by === '' ? 'made desc' : by);
        expect(got).toEqual(expected.slice(skip, skip + take));
        expect(count).toBe(expected.length);
        expect(more).toBe(skip + got.length < expected.length);
      }),
      { numRuns: 300 },
    );
  });
});

function naive(all: readonly Row[], holds: (row: Row) => boolean, by: string): number[] {
  const keys = by.split(',').map((part) => part.split(' ') as [keyof Row, string]);
  const descending = keys[0]?.[1] === 'desc';
  const numbers = [...all.keys()].filter((row) => holds(all[row] as Row));
  return numbers.sort((a, b) => {
    for (const [key, direction] of keys) {
      const order = Number((all[a] as Row)[key]) - Number((all[b] as Row)[key]);
      if (order !== 0) return direction === 'desc' ? -order : order;
    }
    // What is left equal stands in the order of its making; with one key, in its direction.
    return keys.length === 1 && descending ? b - a : a - b;
  });
}
