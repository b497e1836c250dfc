import fc from 'fast-check';
import { openEngine } from '@vedette/kql';
import type { Engine } from '@vedette/kql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesOf } from '../cases.ts';
import type { Expression } from './expressions.ts';
import { expressions } from './expressions.ts';

const page = 'datatypes-string-operators';
const is = (value: boolean, ...list: readonly string[]): Expression[] =>
  list.map((expression) => [expression, value, page]);

casesOf('string operators', { schema: new Map() }, [
  ...expressions('bool', [
    ...is(
      true,
      // A term is a longest run of letters and digits.
      '"run cmd.exe now" has "cmd"',
      '"run cmd.exe now" has "CMD.EXE"',
      '"a_b" has "b"',
      '"powershell -enc x" has "-enc"',
      '"x-enc" has "-enc"',
      '"zażółć gęślą" has "ZAŻÓŁĆ"',
      '"no terms" has ""',
      '"cmdkey" !has "cmd"',
      '"écmd" !has "cmd"',
      '"cmd1" !has "cmd"',
      '"net NET" has_cs "NET"',
      '"net" !has_cs "NET"',
      '"one two" hasprefix "tw"',
      '"one two" !hasprefix "wo"',
      '"one two" hassuffix "NE"',
      '"one two" !hassuffix_cs "NE"',
      '"one two" hasprefix_cs "tw"',
      '"Vedette" contains "DET"',
      '"Vedette" !contains "tad"',
      '"Vedette" contains_cs "det"',
      '"Vedette" !contains_cs "DET"',
      '"Vedette" startswith "VED"',
      '"Vedette" !startswith_cs "VED"',
      '"Vedette" endswith "TTE"',
      '"Vedette" !endswith_cs "TTE"',
      '"Ångström" =~ "ÅNGSTRÖM"',
      '"abc" !~ "abd"',
      '"abc" matches regex "^a?.c$"',
      '"a" in ("b", "a")',
      '"A" !in ("b", "a")',
      '"A" in~ ("b", "a")',
      '"c" !in~ ("B", "a")',
      '"c" in (dynamic(["a", "c"]))',
      '"C" in~ (dynamic(["a", "c"]))',
      '"one two" has_any ("three", "TWO")',
      '"one two" has_any (dynamic(["a", "b", "c", "d", "one"]))',
      '"one two" has_all ("two", "ONE")',
      '5 between (1 .. 5)',
      '6 !between (1 .. 5)',
      'datetime(2024-01-03) between (datetime(2024-01-01) .. 2d)',
      // A percent sign, an underscore, a bracket or a quote is nothing but itself.
      '"a%b" contains "%"',
      '"ab" !contains "%"',
      '"(x|y)" has "(X|Y)"',
      '"it\'s" contains "T\'S"',
    ),
    ...is(
      false,
      '"cmdkey" has "cmd"',
      '"one two" has_all ("two", "three")',
      '"one two" has_any ("thre", "tw")',
      '"abc" matches regex "A"',
      'datetime(2024-01-04) between (datetime(2024-01-01) .. 2d)',
    ),
  ]),
  {
    says: 'the needle may come from the row',
    page,
    query:
      'datatable(s:string, n:string)["run cmd.exe", "CMD", "cmdkey", "cmd", "äcmd", "cmd"] | project a = s has n, b = s contains n, c = s has_any (pack_array(n, "q")), d = s in (pack_array(n, s))',
    columns: 'a:bool b:bool c:bool d:bool',
    rows: [
      [true, true, true, true],
      [false, true, false, true],
      [false, true, false, true],
    ],
  },
]);

describe('terms', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ schema: new Map() });
  });
  afterAll(() => engine.close());

  const word = fc.string({
    unit: fc.constantFrom('a', 'B', '1', 'é', '-', '_', ' ', '.', '\\', '"'),
    maxLength: 8,
  });

  it('are found alike whether the needle stands in the query or in the row', async () => {
    await fc.assert(
      fc.asyncProperty(word, word, async (text, needle) => {
        const [s, n] = [text, needle].map((value) => JSON.stringify(value));
        const operators = [
          'has',
          'has_cs',
          'hasprefix',
          'hassuffix',
          'contains',
          'startswith',
          'endswith',
          '=~',
        ];
        const columns = operators.map(
          (operator, index) => `c${index} = s ${operator} ${n}, v${index} = s ${operator} n`,
        );
        const { rows } = await engine.rows(
          `datatable(s:string, n:string)[${s}, ${n}] | project ${columns.join(', ')}`,
        );
        operators.forEach((operator, index) => {
          expect([operator, rows[0]?.[2 * index]]).toEqual([operator, rows[0]?.[2 * index + 1]]);
        });
      }),
      { numRuns: 25 },
    );
  });

  it('are those of the text split at everything that is no letter or digit', async () => {
    await fc.assert(
      fc.asyncProperty(word, fc.stringMatching(/^[aB1é]{1,3}$/u), async (text, needle) => {
        const terms = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
        const { rows } = await engine.rows(`print x = ${JSON.stringify(text)} has ${JSON.stringify(needle)}`);
        expect(rows[0]?.[0]).toBe(terms.includes(needle.toLowerCase()));
      }),
      { numRuns: 25 },
    );
  });
});
