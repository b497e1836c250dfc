import { casesOf } from '../cases.ts';

const POINTS = 'datatable(n:long, k:string)[1,"a", 2,"a", 5,"b", 7,"b", 9,"c"]';

casesOf('make-series', { schema: new Map() }, [
  {
    says: 'a point for each step from the start to before the end, the default where no row is',
    page: 'make-series-operator',
    query: `${POINTS} | make-series c = count(), s = sum(n) default = long(null) on n from 1 to 8 step 2 by k`,
    columns: 'k:string c:dynamic s:dynamic n:dynamic',
    rows: [
      ['a', [2, 0, 0, 0], [3, null, null, null], [1, 3, 5, 7]],
      ['b', [0, 0, 1, 1], [null, null, 5, 7], [1, 3, 5, 7]],
    ],
  },
  {
    says: 'without bounds each series has its own',
    page: 'make-series-operator',
    query: `${POINTS} | make-series c = count() on n step 2 by k`,
    columns: 'k:string c:dynamic n:dynamic',
    rows: [
      ['a', [1, 1], [0, 2]],
      ['b', [1, 1], [4, 6]],
      ['c', [1], [8]],
    ],
  },
  {
    says: 'in range has its end inclusive and points at multiples of the step',
    page: 'make-series-operator',
    query: `${POINTS} | make-series c = count() on n in range(1, 7, 2)`,
    columns: 'c:dynamic n:dynamic',
    rows: [
      [
        [1, 1, 1, 1],
        [0, 2, 4, 6],
      ],
    ],
  },
  {
    says: 'days, and an average as a real',
    page: 'make-series-operator',
    query:
      'datatable(t:datetime, v:real)[datetime(2024-01-01 05:00), 2, datetime(2024-01-01 07:00), 3, datetime(2024-01-03), 1] | make-series avg(v) on t from datetime(2024-01-01) to datetime(2024-01-04) step 1d',
    columns: 'avg_v:dynamic t:dynamic',
    rows: [
      [
        [2.5, 0, 1],
        ['2024-01-01T00:00:00.0000000Z', '2024-01-02T00:00:00.0000000Z', '2024-01-03T00:00:00.0000000Z'],
      ],
    ],
  },
  {
    says: 'over no rows there is no series, or one of defaults',
    page: 'make-series-operator',
    query: `let none = ${POINTS} | take 0; union (none | make-series c = count() on n from 0 to 2 step 1), (none | make-series kind=nonempty c = count() default = 7 on n from 0 to 2 step 1)`,
    columns: 'c:dynamic n:dynamic',
    rows: [
      [
        [7, 7],
        [0, 1],
      ],
    ],
  },
]);

const SALES =
  'datatable(s:string, e:string, n:long)["A","x",10, "A","y",1, "B","x",5, "B","z",4, "C","x",2, "D","y",1]';

casesOf('top-nested and top-hitters', { schema: new Map() }, [
  {
    says: 'values within values; an aggregate is over all rows of its group',
    page: 'top-nested-operator',
    query: `${SALES} | top-nested 2 of s by t = sum(n), top-nested 1 of e by u = sum(n)`,
    columns: 's:string t:long e:string u:long',
    rows: [
      ['A', 11, 'x', 10],
      ['B', 9, 'x', 5],
    ],
  },
  {
    says: 'with others there is a row for the rest of each level',
    page: 'top-nested-operator',
    query: `${SALES} | top-nested 1 of s with others = "rest" by t = sum(n), top-nested 1 of e with others = "more" by u = sum(n)`,
    columns: 's:string t:long e:string u:long',
    rows: [
      ['A', 11, 'x', 10],
      ['A', 11, 'more', 1],
      ['rest', 12, 'more', 12],
    ],
  },
  {
    says: 'the most frequent, or those with the greatest sum',
    page: 'top-hitters-operator',
    query: `${SALES} | top-hitters 1 of e by n`,
    columns: 'e:string approximate_sum_n:long',
    rows: [['x', 17]],
  },
]);
