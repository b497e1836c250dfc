import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkPieces, type Part } from '../../src/split/pieces.ts';
import type { Span } from '../../src/split/window.ts';

const DAY = 864_000_000_000n;
const NOW = 20_000n * DAY;

/** Answers as a service would that gives `most` rows and no more, over rows at these times. */
async function walk(times: readonly bigint[], span: Span, most: number, descending: boolean) {
  const asked: Span[] = [];
  const given: bigint[][] = [];
  const ask = async (one: Span): Promise<Part<bigint[]>> => {
    asked.push(one);
    const rows = times.filter(
      (time) => (one.from === undefined || time >= one.from) && (one.to === undefined || time < one.to),
    );
    return rows.length >= most ? 'too much' : { kept: rows, rows: rows.length };
  };
  for await (const rows of walkPieces({ span, now: NOW, most, descending, ask })) given.push(rows);
  return { asked, given };
}

const time = fc.bigInt({ min: NOW - 40n * DAY, max: NOW + DAY });
const bound = fc.option(fc.bigInt({ min: NOW - 35n * DAY, max: NOW + DAY }), { nil: undefined });

describe('spans of time that are small enough', () => {
  it('have every row of the span exactly once, in order, whatever the rows are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(time, { maxLength: 60 }),
        bound,
        bound,
        fc.integer({ min: 2, max: 9 }),
        fc.boolean(),
        async (times, from, to, most, descending) => {
          const { given } = await walk(times, { from, to }, most, descending);
          const wanted = times
            .filter((one) => (from === undefined || one >= from) && (to === undefined || one < to))
            .toSorted((a, b) => Number(a - b));
          const order = (rows: readonly bigint[]): bigint[] => rows.toSorted((a, b) => Number(a - b));
          const pieces = descending ? given.toReversed() : given;
          expect(pieces.flatMap(order)).toEqual(wanted);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('meet each other: no tick lies between two, and none in both', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(time, { minLength: 5, maxLength: 40 }),
        fc.boolean(),
        async (times, descending) => {
          const span = { from: NOW - 40n * DAY, to: NOW + DAY };
          const done: Span[] = [];
          const ask = async (one: Span): Promise<Part<undefined>> => {
            const rows = times.filter((at) => at >= one.from! && at < one.to!).length;
            if (rows >= 4) return 'too much';
            done.push(one);
            return { kept: undefined, rows };
          };
          for await (const _ of walkPieces({ span, now: NOW, most: 4, descending, ask }));
          const inOrder = descending ? done.toReversed() : done;
          expect(inOrder[0]?.from).toBe(span.from);
          expect(inOrder.at(-1)?.to).toBe(span.to);
          for (const [at, one] of inOrder.entries()) if (at > 0) expect(one.from).toBe(inOrder[at - 1]?.to);
        },
      ),
    );
  });

  it('are few: a hundred thousand rows in even time take about as many questions as they must', async () => {
    const times = Array.from(
      { length: 100_000 },
      (_, at) => NOW - 30n * DAY + (30n * DAY * BigInt(at)) / 100_000n,
    );
    const { asked, given } = await walk(times, { from: NOW - 30n * DAY, to: NOW }, 10_000, false);
    expect(given.flat()).toHaveLength(100_000);
    expect(asked.length).toBeLessThan(25);
  });

  it('is one question where everything fits, open ends or not', async () => {
    expect((await walk([NOW], {}, 5, false)).asked).toEqual([{}]);
    expect((await walk([], { from: NOW }, 5, true)).asked).toHaveLength(1);
  });

  it('end with an error where a single tick is too much', async () => {
    const times = [NOW, NOW, NOW, NOW + 5n];
    await expect(walk(times, { from: NOW - DAY, to: NOW + DAY }, 3, false)).rejects.toMatchObject({
      code: 'MDE_QUERY_LIMIT',
    });
  });
});
