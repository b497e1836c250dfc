import { casesOf } from '../cases.ts';
import { expressions } from './expressions.ts';

const nulls = 'scalar-data-types/null-values';

casesOf(
  'comparison',
  { schema: new Map() },
  [
    {
      says: 'one null is unequal, two are neither, and order with a null is null',
      page: nulls,
      query:
        'datatable(a:long, b:long)[1, 1, 1, long(null), long(null), long(null)] | project e = a == b, n = a != b, l = a < b, i = a in (1, 2), o = a !in (1, 2), k = a == 1, u = a != 1',
      columns: 'e:bool n:bool l:bool i:bool o:bool k:bool u:bool',
      rows: [
        [true, false, false, true, false, true, false],
        [false, true, null, true, false, true, false],
        [null, null, null, false, true, false, true],
      ],
    },
    {
      says: 'where keeps what is true',
      page: nulls,
      query: 'datatable(a:int)[1, int(null), 3] | where a != 1 | project a',
      columns: 'a:int',
      rows: [[null], [3]],
    },
    {
      says: 'and, or and not have three values',
      page: 'logical-operators',
      query:
        'print n = bool(null) | project a = n and false, b = n and true, c = n or true, d = n or false, e = not(n)',
      columns: 'a:bool b:bool c:bool d:bool e:bool',
      rows: [[false, null, true, null, null]],
    },
    ...expressions('bool', [
      ['1 == 1.0', true, 'numerical-operators'],
      ['real(nan) == real(nan)', false, 'scalar-data-types/real'],
      ['real(nan) > 1.0', false, 'scalar-data-types/real'],
      ['dynamic({"n": 5}).n == 5', true, 'scalar-data-types/dynamic'],
      ['dynamic({"n": "5"}).n == 5', false, 'scalar-data-types/dynamic'],
      ['dynamic({"s": "abc"}).s == "abc"', true, 'scalar-data-types/dynamic'],
      ['dynamic({"s": "abc"}).s has "ABC"', true, 'scalar-data-types/dynamic'],
      ['dynamic({"b": true}).b == true', true, 'scalar-data-types/dynamic'],
      [
        'guid(74be27de-1e4e-49d9-b579-fe0b331d3642) == "74BE27DE-1E4E-49D9-B579-FE0B331D3642"',
        true,
        'scalar-data-types/guid',
      ],
      ['isnull(int(null))', true, 'isnull-function'],
      ['isnull("")', false, 'isnull-function'],
      ['isnull(parse_json(""))', true, 'isnull-function'],
      ['isempty("")', true, 'isempty-function'],
      ['isempty(long(null))', true, 'isempty-function'],
      ['isempty(parse_json("[]"))', false, 'isempty-function'],
      ['isnotempty("x")', true, 'isnotempty-function'],
    ]),
    ...expressions('long', [
      ['coalesce(tolong("no number"), 7)', 7, 'coalesce-function'],
      ['iff(bool(null), 1, 2)', 2, 'iff-function'],
      ['case(1 > 2, 1, 2 > 1, 2, 3)', 2, 'case-function'],
      ['max_of(long(null), 4, 2)', 4, 'max-of-function'],
      ['min_of(9, 4, 12)', 4, 'min-of-function'],
    ]),
    ...expressions('string', [['coalesce("", "b", "c")', 'b', 'coalesce-function']]),
    ...expressions('real', [['iff(true, 1, 2.5)', 1, 'iff-function']]),
  ],
  [
    {
      says: 'to compare a number with a span of time',
      query: 'print a = 5\n| where a == 1d',
      line: 2,
      column: 9,
      message: /Convert/,
    },
  ],
);
