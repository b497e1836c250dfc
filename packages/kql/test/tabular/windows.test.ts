import { casesOf } from '../cases.ts';

const RUNS =
  'let T = datatable(who:string, at:long, v:long)["b", 1, 5, "a", 3, 7, "a", 1, 7, "b", 2, 6, "a", 2, long(null)]; ';

casesOf(
  'window functions',
  { schema: new Map() },
  [
    {
      says: 'row_number counts from 1, from a number, and anew where it is told',
      page: 'row-number-function',
      query: `${RUNS} T | sort by who asc, at asc | project who, at, n = row_number(), m = row_number(10, who != prev(who))`,
      columns: 'who:string at:long n:long m:long',
      rows: [
        ['a', 1, 1, 10],
        ['a', 2, 2, 11],
        ['a', 3, 3, 12],
        ['b', 1, 4, 10],
        ['b', 2, 5, 11],
      ],
      ordered: true,
    },
    {
      says: 'prev and next look as far as they are told, and else give null, the empty text, or what is to stand instead',
      page: 'prev-function',
      query: `${RUNS} T | sort by who asc, at asc | where who == "a" | extend p = prev(at), q = prev(who, 2), r = next(at, 2, -1) | project at, p, q, r`,
      columns: 'at:long p:long q:string r:long',
      rows: [
        [1, null, '', 3],
        [2, 1, '', -1],
        [3, 2, 'a', -1],
      ],
      ordered: true,
    },
    {
      says: 'row_cumsum adds up, and begins anew where it is told',
      page: 'row-cumsum-function',
      query: `${RUNS} T | sort by who asc, at asc | extend s = row_cumsum(at, who != prev(who)) | project s`,
      columns: 's:long',
      rows: [[1], [3], [6], [1], [3]],
      ordered: true,
    },
    {
      says: 'ranks count changes of the term, or say the first row that had it',
      page: 'row-rank-dense-function',
      query:
        'datatable(x:long)[4, 9, 4, 9, 9, 1] | sort by x desc | extend d = row_rank_dense(x), m = row_rank_min(x)',
      columns: 'x:long d:long m:long',
      rows: [
        [9, 1, 1],
        [9, 1, 1],
        [9, 1, 1],
        [4, 2, 4],
        [4, 2, 4],
        [1, 3, 6],
      ],
      ordered: true,
    },
    {
      says: 'a session ends after a gap, at its greatest length, or where it is told',
      page: 'row-window-session-function',
      query: `datatable(id:long, t:datetime)[1, datetime(2024-01-01 00:00), 1, datetime(2024-01-01 00:04), 1, datetime(2024-01-01 00:09), 1, datetime(2024-01-01 00:12), 2, datetime(2024-01-01 00:13)]
        | sort by id asc, t asc | project id, minute = (row_window_session(t, 12m, 5m, id != prev(id)) - datetime(2024-01-01)) / 1m`,
      columns: 'id:long minute:real',
      // The gap of five minutes before 00:09 is as long as it may not be; twelve minutes are counted from there.
      rows: [
        [1, 0],
        [1, 0],
        [1, 9],
        [1, 9],
        [2, 13],
      ],
      ordered: true,
    },
    {
      says: 'a condition may look at the row before',
      page: 'window-functions',
      query: 'datatable(x:long)[1, 1, 2, 2, 1] | serialize | where isnull(prev(x)) or x != prev(x)',
      columns: 'x:long',
      rows: [[1], [2], [1]],
      ordered: true,
    },
    {
      says: 'one may stand inside of another',
      page: 'window-functions',
      query: 'range x from 1 to 4 step 1 | extend y = row_cumsum(row_number())',
      columns: 'x:long y:long',
      rows: [
        [1, 1],
        [2, 3],
        [3, 6],
        [4, 10],
      ],
      ordered: true,
    },
    {
      says: 'in a partition each counts its own rows',
      page: 'partition-operator',
      query: `${RUNS} T | partition by who (sort by at desc | extend n = row_number(), p = prev(at) | project who, n, p)`,
      columns: 'who:string n:long p:long',
      rows: [
        ['a', 1, null],
        ['a', 2, 3],
        ['a', 3, 2],
        ['b', 1, null],
        ['b', 2, 2],
      ],
    },
    {
      says: 'a filter behind does not change what was counted',
      page: 'window-functions',
      query: 'range x from 1 to 5 step 1 | sort by x desc | extend n = row_number() | where x < 3',
      columns: 'x:long n:long',
      rows: [
        [2, 4],
        [1, 5],
      ],
      ordered: true,
    },
  ],
  [
    {
      says: 'rows in no order',
      query: 'union (print x = 1), (print x = 2)\n| extend n = row_number()',
      line: 2,
      column: 14,
      message: /sort by … or serialize/,
    },
    {
      says: 'a window function among aggregates',
      query: 'range x from 1 to 3 step 1 | summarize max(row_number())',
      line: 1,
      column: 44,
      message: /row_number/,
    },
  ],
);
