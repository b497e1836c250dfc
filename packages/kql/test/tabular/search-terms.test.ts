import { casesOf } from '../cases.ts';

const schema = new Map([
  [
    'T',
    [
      { name: 'N', type: 'int' },
      { name: 'A', type: 'string' },
      { name: 'B', type: 'string' },
    ],
  ],
] as const);
const rows = [
  { N: 1, A: 'see no', B: 'evil' },
  { N: 2, A: 'ev', B: 'il' },
  { N: 3, A: 'Evil\neye', B: '' },
  { N: 4, A: 'evils', B: 'devil' },
  { N: 57, A: '', B: '' },
];
const found = (says: string, term: string, numbers: readonly number[]) => ({
  says,
  page: 'search-operator',
  query: `T | search ${term} | project N`,
  columns: 'N:int',
  rows: numbers.map((number) => [number]),
});

casesOf(
  'search looks for a term in each column by itself',
  { schema, sources: new Map([['T', { kind: 'rows', rows }]]) },
  [
    found('a whole term at the end or the beginning of a column', '"evil"', [1, 3]),
    found('the beginning of a term', '"evil*"', [1, 3, 4]),
    found('the end of a term', '"*evil"', [1, 3, 4]),
    found('any part', '"*evil*"', [1, 3, 4]),
    found('nothing that goes over from one column to the next', '"no*evil"', []),
    found('nothing that only two columns together have', '"no evil"', []),
    found('a line break within a column, not between two', '"evil\\neye"', [3]),
    found('no line break between columns', '"no\\nevil"', []),
    found('a number by its text', '"57"', [57]),
    found('in all columns by a star', '*:"evil"', [1, 3]),
    found('with case where it counts', 'kind=case_sensitive "evil"', [1]),
  ],
);
