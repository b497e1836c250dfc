import { casesOf } from '../cases.ts';

const ARRAYS =
  'datatable(k:long, d:dynamic)[1,dynamic([5,1,3]), 2,dynamic([]), 3,dynamic(null), 4,dynamic([9])]';

casesOf('mv-expand', { schema: new Map() }, [
  {
    says: 'a row for each element; none for an empty array, one for null',
    page: 'mv-expand-operator',
    query: `${ARRAYS} | mv-expand with_itemindex=i d`,
    columns: 'k:long d:dynamic i:long',
    rows: [
      [1, 5, 0],
      [1, 1, 1],
      [1, 3, 2],
      [3, null, 0],
      [4, 9, 0],
    ],
    ordered: true,
  },
  {
    says: 'a bag gives bags of one member, or pairs',
    page: 'mv-expand-operator',
    query: 'print d = dynamic({"a":1,"b":[2]}) | mv-expand e = d | mv-expand kind=array f = d',
    columns: 'd:dynamic e:dynamic f:dynamic',
    rows: [
      [{ a: 1, b: [2] }, { a: 1 }, ['a', 1]],
      [{ a: 1, b: [2] }, { a: 1 }, ['b', [2]]],
      [{ a: 1, b: [2] }, { b: [2] }, ['a', 1]],
      [{ a: 1, b: [2] }, { b: [2] }, ['b', [2]]],
    ],
  },
  {
    says: 'several columns go together; the shorter ends in nulls',
    page: 'mv-expand-operator',
    query:
      'print a = dynamic([1,2,3]), b = dynamic(["x"]) | mv-expand a to typeof(long), b to typeof(string) limit 2',
    columns: 'a:long b:string',
    rows: [
      [1, 'x'],
      [2, ''],
    ],
    ordered: true,
  },
  {
    says: 'an element that has not the type is null; a text is not parsed',
    page: 'mv-expand-operator',
    query: 'print a = dynamic([1,"2",3.9,null,true]) | mv-expand a to typeof(long)',
    columns: 'a:long',
    rows: [[1], [null], [3], [null], [null]],
    ordered: true,
  },
]);

casesOf(
  'mv-apply',
  { schema: new Map() },
  [
    {
      says: 'the subquery runs for each row, and the columns of the row stand beside',
      page: 'mv-apply-operator',
      query: `${ARRAYS} | mv-apply e = d to typeof(long) on (top 2 by e | summarize best = make_list(e), n = count())`,
      columns: 'k:long d:dynamic best:dynamic n:long',
      rows: [
        [1, [5, 1, 3], [5, 3], 2],
        [3, null, [], 1],
        [4, [9], [9], 1],
      ],
      ordered: true,
    },
    {
      says: 'an expression over a row reads its other columns, and the number of the element',
      page: 'mv-apply-operator',
      query: `${ARRAYS} | mv-apply with_itemindex=i d to typeof(long) on (where i > 0 or k == 4 | extend z = d + k)`,
      columns: 'k:long d:long i:long z:long',
      rows: [
        [1, 1, 1, 2],
        [1, 3, 2, 4],
        [4, 9, 0, 13],
      ],
      ordered: true,
    },
    {
      says: 'an aggregate over what a filter left has a row even if that is nothing',
      page: 'mv-apply-operator',
      query: `${ARRAYS} | mv-apply d to typeof(long) on (where d > 4 | summarize n = count(), s = sum(d))`,
      columns: 'k:long n:long s:long',
      rows: [
        [1, 1, 5],
        [3, 0, 0],
        [4, 1, 9],
      ],
      ordered: true,
    },
  ],
  [
    {
      says: 'a table of its own in the subquery',
      query: `let o = datatable(x:long)[1];\n${ARRAYS} | mv-apply d on (union o)`,
      line: 2,
      column: ARRAYS.length + 4,
      message: /Join the other table before, or after/,
    },
  ],
);

casesOf('partition', { schema: new Map() }, [
  {
    says: 'the subquery runs for each value',
    page: 'partition-operator',
    query:
      'datatable(k:string, n:long)["a",1, "b",2, "a",3, "a",2] | partition hint.strategy=native by k (top 2 by n | project k, n)',
    columns: 'k:string n:long',
    rows: [
      ['a', 3],
      ['a', 2],
      ['b', 2],
    ],
  },
]);
