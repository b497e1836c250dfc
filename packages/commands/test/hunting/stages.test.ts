import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartRequest } from '../../src/hunting/chart-request.ts';
import { lastStages } from '../../src/hunting/stages.ts';
import { isBounded, withLimit, withTimeRange } from '../../src/xsoar/hunt-query.ts';

const texts = (query: string): string[] => lastStages(query).map(({ text }) => text);

describe('the stages of a query', () => {
  it.each<[string, string[]]>([
    ['T', ['T']],
    ['T | where a == "x | y" | take 5', ['T', 'where a == "x | y"', 'take 5']],
    ["T | where a == 'x \\' | y'", ['T', "where a == 'x \\' | y'"]],
    ['T | where a == @"c:\\" | take 1', ['T', 'where a == @"c:\\"', 'take 1']],
    ['T | where a == ```x | y``` | count', ['T', 'where a == ```x | y```', 'count']],
    ['T // | no\n| take 5 // | no', ['T', 'take 5']],
    ['let f = (x:int) { T | take x }; f(1) | count', ['f(1)', 'count']],
    ['T | join (U | take 5) on a | count;', ['T', 'join (U | take 5) on a', 'count']],
    ['let a = 1;\nT | count; // done\n', ['T', 'count']],
  ])('%s', (query, expected) => {
    expect(texts(query)).toEqual(expected);
  });

  it('never overlap and never leave the text, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'T|;"\'@`\\/()[]{} \nh~a1'.split('')) }), (query) => {
        let end = 0;
        for (const { from, to } of lastStages(query)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThanOrEqual(from);
          end = to;
        }
        expect(end).toBeLessThanOrEqual(query.length);
      }),
    );
  });

  it('are found in a text of a megabyte without a long wait', () => {
    const query = `T | where a in (${'"|", '.repeat(200_000)} 1) | take 5`;
    expect(texts(query)).toHaveLength(3);
    expect(texts('('.repeat(10_000) + ')'.repeat(10_000))).toHaveLength(1);
  });
});

describe('what a query wants drawn', () => {
  it.each<[string, ReturnType<typeof chartRequest>]>([
    ['T | render timechart', { kind: 'timechart', properties: {} }],
    ['T | render PieChart ; // x', { kind: 'piechart', properties: {} }],
    [
      'T | render columnchart with (title="a | b, c", xcolumn=X, ycolumns = A, ymin=0)',
      { kind: 'columnchart', properties: { title: 'a | b, c', xcolumn: 'X', ycolumns: 'A', ymin: '0' } },
    ],
    ['T | where a == "| render timechart"', undefined],
    ['render timechart', undefined],
    ['T | render timechart | take 5', undefined],
    ['T // | render timechart', undefined],
  ])('%s', (query, expected) => {
    expect(chartRequest(query)).toEqual(expected);
  });
});

describe('a limit put into a query', () => {
  it.each([
    ['T', 'T\n| limit 7'],
    ['T | where a == "take 5"', 'T | where a == "take 5"\n| limit 7'],
    ['T | take 5', 'T | limit 7'],
    ['T | limit 5 | where a > 1 | take 9', 'T | limit 7 | where a > 1 | limit 7'],
    ['T | join (U | take 5) on a', 'T | join (U | take 5) on a\n| limit 7'],
    ['T | count | render piechart', 'T | count\n| limit 7\n| render piechart'],
    ['T // all of it', 'T\n| limit 7\n// all of it'],
    ['let a = 5; T | where x < a;', 'let a = 5; T | where x < a\n| limit 7\n;'],
  ])('%s', (query, expected) => {
    expect(withLimit(query, 7)).toBe(expected);
    expect(isBounded(withLimit(query, 7))).toBe(true);
    const blanks = (text: string): string => text.replace(/\s+/g, ' ');
    expect(blanks(withLimit(withLimit(query, 7), 7))).toBe(blanks(withLimit(query, 7)));
  });
});

describe('a range of time put into a query', () => {
  it.each([
    ['T', 'T\n| where Timestamp > ago(60m)'],
    ['T|take 5', 'T\n| where Timestamp > ago(60m)\n|take 5'],
    ['T // x | y\n| take 5', 'T // x | y\n| where Timestamp > ago(60m)\n| take 5'],
    ['let n = 5; T | take n', 'let n = 5; T\n| where Timestamp > ago(60m)\n| take n'],
  ])('%s', (query, expected) => {
    expect(withTimeRange(query, 60)).toBe(expected);
  });
});
