import { casesOf } from '../cases.ts';

const NUMBERS =
  'datatable(k:string, n:long, r:real)["a",1,0.5, "a",4,1.5, "b",long(null),real(null), "a",3,2.5, "b",10,4.0]';
const TIMES =
  'datatable(t:datetime, s:timespan)[datetime(2024-01-01), 1h, datetime(2024-01-03), 3h, datetime(null), timespan(null)]';
const EMPTY = 'datatable(n:long, r:real, s:string, t:datetime, d:dynamic)[]';

casesOf('numbers', { schema: new Map() }, [
  {
    says: 'nulls do not count, except as rows',
    page: 'aggregation-functions',
    query: `${NUMBERS} | summarize rows = count(), sum(n), avg(n), min(n), max(r), dcount(n), count_distinct(k)`,
    columns: 'rows:long sum_n:long avg_n:real min_n:long max_r:real dcount_n:long count_distinct_k:long',
    rows: [[5, 18, 4.5, 1, 4, 4, 2]],
  },
  {
    says: 'the -if forms count the rows for which the condition holds',
    page: 'countif-aggregation-function',
    query: `${NUMBERS} | summarize countif(n > 2), sumif(n, n > 2), avgif(n, n < 5 and k == "a"), minif(n, n > 1), maxif(n, n < 10), dcountif(k, n > 4), count_distinctif(k, n > 0)`,
    columns:
      'countif_:long sumif_n:long avgif_n:real minif_n:long maxif_n:long dcountif_k:long count_distinctif_k:long',
    rows: [[3, 17, 8 / 3, 3, 4, 1, 2]],
  },
  {
    says: 'over no rows counts and sums are 0, an average is NaN, other values are null',
    page: 'summarize-operator',
    query: `${EMPTY} | summarize count(), sum(n), sumif(n, n > 0), dcount(s), avg(r), max(n), min(t), stdev(n), variance(r), percentile(n, 50), any = take_any(n), make_list(n), make_set(s), tdigest(n), hll(n)`,
    columns:
      'count_:long sum_n:long sumif_n:long dcount_s:long avg_r:real max_n:long min_t:datetime stdev_n:real variance_r:real percentile_n_50:long any:long list_n:dynamic set_s:dynamic tdigest_n:dynamic hll_n:dynamic',
    rows: [[0, 0, 0, 0, 'NaN', null, null, 0, 0, null, null, [], [], null, null]],
  },
  {
    says: 'over no rows there is no group',
    page: 'summarize-operator',
    query: `${EMPTY} | summarize count() by s`,
    columns: 's:string count_:long',
    rows: [],
  },
  {
    says: 'a null is a group of its own, and so is the empty string',
    page: 'summarize-operator',
    query:
      'datatable(n:long, s:string)[1,"", long(null),"x", long(null),"x", 1,""] | summarize count() by n, s',
    columns: 'n:long s:string count_:long',
    rows: [
      [1, '', 2],
      [null, 'x', 2],
    ],
  },
  {
    says: 'sample and population variance, standard deviation and covariance',
    page: 'variance-aggregation-function',
    query:
      'datatable(x:long, y:long)[2,1, 4,3, 4,2, 4,5, 5,4, 5,6, 7,8, 9,7] | summarize variancep(x), stdevp(x), v = round(variance(x) * 7, 9), covariancep(x, x), c = round(covariance(x, x) * 7, 9)',
    columns: 'variancep_x:real stdevp_x:real v:real covariancep_x:real c:real',
    rows: [[4, 2, 32, 4, 32]],
  },
  {
    says: 'the deviation of one value is 0',
    page: 'stdev-aggregation-function',
    query: 'datatable(x:long)[5] | summarize stdev(x), variance(x)',
    columns: 'stdev_x:real variance_x:real',
    rows: [[0, 0]],
  },
  {
    says: 'bits of all values together',
    page: 'binary-all-and-aggregation-function',
    query:
      'datatable(x:long)[12, 10, 14] | summarize a = binary_all_and(x), o = binary_all_or(x), xo = binary_all_xor(x)',
    columns: 'a:long o:long xo:long',
    rows: [[8, 14, 8]],
  },
  {
    says: 'times have an average, a sum and ends',
    page: 'avg-aggregation-function',
    query: `${TIMES} | summarize avg(t), avg(s), sum(s), max(t), percentile(s, 50)`,
    columns: 'avg_t:datetime avg_s:timespan sum_s:timespan max_t:datetime percentile_s_50:timespan',
    rows: [
      ['2024-01-02T00:00:00.0000000Z', '02:00:00', '04:00:00', '2024-01-03T00:00:00.0000000Z', '01:00:00'],
    ],
  },
  {
    says: 'an expression may stand around aggregates, and a hint changes nothing',
    page: 'summarize-operator',
    query: `${NUMBERS} | summarize hint.strategy=shuffle share = 100.0 * sum(n) / count() by k`,
    columns: 'k:string share:real',
    rows: [
      ['a', 800 / 3],
      ['b', 500],
    ],
  },
  {
    says: 'summarize by alone is distinct',
    page: 'summarize-operator',
    query: `${NUMBERS} | summarize by k`,
    columns: 'k:string',
    rows: [['a'], ['b']],
  },
]);

casesOf('rows that are chosen', { schema: new Map() }, [
  {
    says: 'arg_max gives the row of the greatest value; nulls come last; all null gives the first row',
    page: 'arg-max-aggregation-function',
    query:
      'datatable(k:string, v:int, c:string)["a",2,"two", "a",int(null),"none", "a",3,"three", "b",int(null),"first", "b",int(null),"second"] | summarize arg_max(v, *) by k',
    columns: 'k:string v:int c:string',
    rows: [
      ['a', 3, 'three'],
      ['b', null, 'first'],
    ],
  },
  {
    says: 'a null in the chosen row stays null',
    page: 'arg-min-aggregation-function',
    query: 'datatable(v:long, c:long)[1,long(null), 2,7] | summarize arg_min(v, c, twice = v * 2)',
    columns: 'v:long c:long twice:long',
    rows: [[1, null, 2]],
  },
  {
    says: 'take_any of one column looks for a value that is not empty',
    page: 'take-any-aggregation-function',
    query:
      'datatable(k:long, s:string, n:long)[1,"",long(null), 1,"x",5] | summarize take_any(s), take_anyif(n, n > 0) by k',
    columns: 'k:long s:string n:long',
    rows: [[1, 'x', 5]],
  },
  {
    says: 'take_any of several columns takes them from one row',
    page: 'take-any-aggregation-function',
    query: 'datatable(k:long, s:string, n:long)[1,"a",1] | summarize take_any(*) by k',
    columns: 'k:long s:string n:long',
    rows: [[1, 'a', 1]],
  },
]);

casesOf('collections', { schema: new Map() }, [
  {
    says: 'a list keeps the order of sorted rows, and leaves nulls out',
    page: 'make-list-aggregation-function',
    query:
      'datatable(n:long)[3, 1, long(null), 2] | sort by n asc | summarize make_list(n), make_list(n, 2), make_list_if(n, n > 1), with_nulls = make_list_with_nulls(n)',
    columns: 'list_n:dynamic list_n1:dynamic list_n2:dynamic with_nulls:dynamic',
    rows: [
      [
        [1, 2, 3],
        [1, 2],
        [2, 3],
        [null, 1, 2, 3],
      ],
    ],
  },
  {
    says: 'a set has each value once, the elements of arrays one by one',
    page: 'make-set-aggregation-function',
    query:
      'datatable(n:long, d:dynamic)[5,dynamic(["x","y"]), 5,dynamic(["y","z"]), 7,dynamic(null), 5,dynamic([])] | summarize make_set(n), make_set(d), make_set(n, 1), make_set_if(n, n > 5)',
    columns: 'set_n:dynamic set_d:dynamic set_n1:dynamic set_n2:dynamic',
    rows: [[[5, 7], ['x', 'y', 'z'], [5], [7]]],
  },
  {
    says: 'values that JSON has no type for stand as text',
    page: 'make-list-aggregation-function',
    query:
      'datatable(t:datetime, s:timespan, r:real, g:guid)[datetime(2024-05-06T07:08:09.1234567), -25h, real(nan), guid(74be27de-1e4e-49d9-b579-fe0b331d3642)] | summarize make_list(t), make_list(s), make_list(r), make_list(g)',
    columns: 'list_t:dynamic list_s:dynamic list_r:dynamic list_g:dynamic',
    rows: [
      [['2024-05-06T07:08:09.1234567Z'], ['-1.01:00:00'], ['NaN'], ['74be27de-1e4e-49d9-b579-fe0b331d3642']],
    ],
  },
  {
    says: 'bags are merged, and what is no bag is passed over',
    page: 'make-bag-aggregation-function',
    query:
      'datatable(d:dynamic)[dynamic({"a":1}), dynamic([1]), dynamic({"b":{"c":2}}), dynamic(null)] | summarize make_bag(d)',
    columns: 'bag_d:dynamic',
    rows: [[{ a: 1, b: { c: 2 } }]],
  },
  {
    says: 'a schema unites the types of each member',
    page: 'buildschema-aggregation-function',
    query:
      'datatable(d:dynamic)[dynamic({"a":1,"l":[1]}), dynamic({"a":"x","l":["y"],"b":{"c":true}}), dynamic({"a":1.5})] | summarize buildschema(d)',
    columns: 'schema_d:dynamic',
    rows: [[{ a: ['long', 'string', 'double'], l: { '`indexer`': ['long', 'string'] }, b: { c: 'bool' } }]],
  },
]);

casesOf('percentiles and sketches', { schema: new Map() }, [
  {
    says: 'a percentile is the value at the nearest rank',
    page: 'percentiles-aggregation-function',
    query:
      'range n from 1 to 100 step 1 | summarize percentiles(n, 0, 55, 99.5), percentiles_array(n, 5, 50), percentiles_array(n, dynamic([100]))',
    columns:
      'percentile_n_0:long percentile_n_55:long percentile_n_99_5:long percentiles_n:dynamic percentiles_n1:dynamic',
    rows: [[1, 55, 100, [5, 50], [100]]],
  },
  {
    says: 'a weight is how often a value counts',
    page: 'percentilesw-aggregation-function',
    query:
      'datatable(v:long, w:long)[10,5, 20,3, 30,2] | summarize percentilew(v, w, 50), percentilesw(v, w, 51, 81), list = percentilesw_array(v, w, 80)',
    columns: 'percentile_v_50:long percentile_v_51:long percentile_v_81:long list:dynamic',
    rows: [[10, 20, 30, [20]]],
  },
  {
    says: 'sketches merge, and give what the whole would give',
    page: 'hll-merge-aggregation-function',
    query:
      'datatable(k:string, n:long)["a",1, "a",2, "b",2, "b",3] | summarize h = hll(n), t = tdigest(n) by k | summarize h = hll_merge(h), t = tdigest_merge(t) | project d = dcount_hll(h), p = percentile_tdigest(t, 75, typeof(long)), r = rank_tdigest(t, 2)',
    columns: 'd:long p:long r:real',
    rows: [[3, 2, 3]],
  },
]);
