import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine, type Schema } from '@vedette/kql';
import { splitQuery } from '../../src/split/run.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const schema: Schema = new Map([
  [
    'Events',
    [
      { name: 'Timestamp', type: 'datetime' },
      { name: 'Device', type: 'string' },
      { name: 'Action', type: 'string' },
      { name: 'Size', type: 'long' },
      { name: 'Fields', type: 'dynamic' },
    ],
  ],
  [
    'Others',
    [
      { name: 'Timestamp', type: 'datetime' },
      { name: 'Device', type: 'string' },
    ],
  ],
]);

/** Queries that may be cut. Those that name no order give their rows in any; these are compared as sets. */
const ORDERED = [
  'Events | sort by Timestamp asc, Device asc, Action asc, Size asc',
  'Events | where Timestamp > ago(2d) | order by Timestamp, Size desc, Device asc, Action asc | take 7',
  'Events | sort by Size desc, Device asc, Action asc, Timestamp asc | take 4',
  'Events | top 5 by Size desc | project Size',
  'Events | top 3 by Timestamp | summarize T = max(Timestamp), N = count()',
  'Events | summarize N = count(), S = sum(Size) by Device | sort by N desc, Device asc',
  'Events | summarize N = count() by Action | where N > 1 | extend R = N * 2 | sort by R asc, Action asc | extend P = prev(R)',
];
const SETS = [
  'Events | where Action == "a" | extend Twice = Size * 2 | project Timestamp, Device, Twice',
  'let day = 1d; let T = Events | where Timestamp between (ago(3 * day) .. now()); T | project-away Fields',
  'Events | count',
  'Events | where Size > 1000000 | count',
  'Events | distinct Device, Action',
  'union Events, Others | project Timestamp, Device',
  'Events | summarize count(), Few = countif(Size < 5), Share = 100.0 * countif(Size < 5) / count() by Device',
  'Events | summarize Low = min(Size), High = max(Timestamp), sum(Size), maxif(Size, Action == "a") by Action',
  'Events | summarize min(Device), max(Action), min(Size), N = count()',
  'Events | summarize N = count() by bin(Timestamp, 6h), Kind = strcat(Device, "/", Action)',
  'Events | summarize by Device',
  'Events | summarize S = array_sort_asc(make_set(Device)), F = array_length(make_set_if(Action, Size > 2, 5)) by Action',
  'Events | where Size > 7 | summarize S = array_sort_asc(make_set(Size)), N = count()',
  'Events | where Timestamp > ago(1d) | mv-expand Part = Fields.parts to typeof(long) | summarize sum(Part) by Device',
  'Events | parse Device with Letter:string "-" Number:long | summarize N = count() by Letter',
  'Events | summarize N = count() by Device | join kind=inner (print Device = "d-1") on Device',
];

const event = fc.record({
  // Many rows share a time, and some lie on the very boundaries.
  Timestamp: fc
    .integer({ min: 0, max: 96 })
    .map((quarters) => new Date(NOW.getTime() - quarters * 3_600_000).toISOString()),
  Device: fc.constantFrom('d-1', 'd-2', 'd-3', ''),
  Action: fc.constantFrom('a', 'b', ''),
  Size: fc.option(fc.integer({ min: -5, max: 9 })),
  Fields: fc.constantFrom(null, { parts: [1, 2] }, { parts: [] }),
});

interface Opened {
  readonly engine: Engine;
  readonly most: number;
}

async function opened(rows: readonly object[], use: (made: Opened) => Promise<void>): Promise<void> {
  const busiest = Math.max(
    0,
    ...Map.groupBy(rows as { Timestamp: string }[], (row) => row.Timestamp)
      .values()
      .map((all) => all.length),
  );
  const sources = new Map([['Events', { kind: 'rows' as const, rows: rows as Record<string, unknown>[] }]]);
  const engine = await openEngine({ schema, sources, now: () => NOW });
  try {
    // Just enough for the busiest instant, which cannot be cut; its rows may be two each.
    await use({ engine, most: 2 * busiest + 1 });
  } finally {
    await engine.close();
  }
}

async function split(query: string, { engine, most }: Opened) {
  let pieces = 0;
  const answer = await splitQuery(query, {
    schema,
    now: NOW,
    most,
    onPiece: (count) => (pieces = count),
    ask: async (piece) => {
      const { columns, rows } = await engine.rows(piece);
      // A service that cuts: what is over the limit is not there.
      return {
        columns,
        batches: (async function* () {
          yield rows.slice(0, most);
        })(),
      };
    },
  });
  const rows = (await Array.fromAsync(answer.batches)).flat();
  return { columns: answer.columns, rows, pieces };
}

const sorted = (rows: readonly (readonly unknown[])[]): string[] =>
  rows.map((row) => JSON.stringify(row)).toSorted();

describe.each([...ORDERED, ...SETS])('%s', (query) => {
  it('gives the same in pieces as in one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 12, maxLength: 30 }), async (rows) => {
        await opened(rows, async (made) => {
          const whole = await made.engine.rows(query);
          const parts = await split(query, made);
          expect(parts.columns).toEqual(whole.columns);
          if (ORDERED.includes(query)) expect(parts.rows).toEqual(whole.rows);
          else expect(sorted(parts.rows)).toEqual(sorted(whole.rows));
        });
      }),
      { numRuns: 4 },
    );
    // Hundreds of small queries: on a busy machine they take their time.
  }, 90_000);
});

describe('a query in pieces', () => {
  const rows = Array.from({ length: 48 }, (_, at) => ({
    Timestamp: new Date(NOW.getTime() - at * 3_600_000).toISOString(),
    Device: `d-${at % 4}`,
    Action: 'a',
    Size: at,
    Fields: null,
  }));
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({
      schema,
      sources: new Map([['Events', { kind: 'rows', rows }]]),
      now: () => NOW,
    });
  });
  afterAll(() => engine.close());

  it('takes more than one', async () => {
    const { rows: found, pieces } = await split('Events | where Timestamp > ago(2d)', { engine, most: 9 });
    expect(found).toHaveLength(48);
    expect(pieces).toBeGreaterThan(5);
  });

  it('stops asking when there are rows enough', async () => {
    const { rows: found, pieces } = await split(
      'Events | where Timestamp > ago(2d) | sort by Timestamp desc | take 3',
      { engine, most: 9 },
    );
    expect(found.map((row) => row[3])).toEqual([0, 1, 2]);
    expect(pieces).toBe(1);
  });

  it('any rows will do for take, and as many as asked for', async () => {
    const { rows: found } = await split('Events | take 20', { engine, most: 9 });
    expect(new Set(found.map((row) => row[3])).size).toBe(20);
  });

  it('newest of each group is the newest of all pieces', async () => {
    const { rows: found, columns } = await split(
      'Events | summarize arg_max(Timestamp, *), N = count() by Device | sort by Device asc',
      { engine, most: 9 },
    );
    expect(columns.map(({ name }) => name)).toEqual(['Device', 'Timestamp', 'Action', 'Size', 'Fields', 'N']);
    expect(found.map((row) => [row[0], row[3], row[5]])).toEqual([
      ['d-0', 0, 12],
      ['d-1', 1, 12],
      ['d-2', 2, 12],
      ['d-3', 3, 12],
    ]);
  });
});
