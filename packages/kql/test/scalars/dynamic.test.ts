import { casesOf } from '../cases.ts';

casesOf('inside dynamics', { schema: new Map() }, [
  {
    says: 'paths lead through names of any characters and indices from either end; what is not there is null',
    page: 'scalar-data-types/dynamic',
    query:
      'print d = dynamic({"a":{"b":[1,{"c d":"x"}]},"q\\"r":2,"n":null,"1":5,"*":7,"a.b":8}) | project a = d.a.b[0], b = d.a.b[1]["c d"], c = d["a"].b[-1], e = d["q\\"r"], f = d.n, g = d["1"], h = d["*"], i = d["a.b"], j = d.a.b[9], k = d.zz.y, l = d.a.b.x',
    columns:
      'a:dynamic b:dynamic c:dynamic e:dynamic f:dynamic g:dynamic h:dynamic i:dynamic j:dynamic k:dynamic l:dynamic',
    rows: [[1, 'x', { 'c d': 'x' }, 2, null, 5, 7, 8, null, null, null]],
  },
  {
    says: 'names and indices may be worked out for each row',
    page: 'scalar-data-types/dynamic',
    query:
      'datatable(d:dynamic, k:string, i:int)[dynamic({"a/b":1}), "a/b", 0, dynamic([10,20,30]), "x", 1] | project a = d[k], b = d[i], c = d[-i]',
    columns: 'a:dynamic b:dynamic c:dynamic',
    rows: [
      [1, null, null],
      [null, 20, 30],
    ],
  },
  {
    says: 'a step in brackets after a dot is the same step',
    page: 'parse-url-query-function',
    query:
      "datatable(d:dynamic, k:string)[dynamic({'p':{'q':[1,2]}}), 'p'] | project a = d.[k], b = d.['p'].q, c = d.p.['q'].[1], e = d.[k].['q'].[-2], f = d.['z']",
    columns: 'a:dynamic b:dynamic c:dynamic e:dynamic f:dynamic',
    rows: [[{ q: [1, 2] }, [1, 2], 2, 1, null]],
  },
  {
    says: 'a number beyond 2^53 keeps its digits',
    page: 'scalar-data-types/dynamic',
    query:
      'print d = dynamic({"n": 9223372036854775807}) | project a = tostring(d), b = tolong(d.n), c = d.n, e = array_concat(pack_array(d.n), dynamic([1])) | project a, b, c, f = tostring(e)',
    columns: 'a:string b:long c:dynamic f:string',
    rows: [
      ['{"n":9223372036854775807}', '9223372036854775807', '9223372036854775807', '[9223372036854775807,1]'],
    ],
  },
  {
    says: 'slices include their end, and splits begin at an index',
    page: 'array-slice-function',
    query:
      'let a = dynamic([1,2,3,4,5]); print b = array_slice(a, 1, 2), c = array_slice(a, 2, -1), d = array_slice(a, -3, -2), e = array_split(a, 2), f = array_split(a, dynamic([1,3])), g = array_slice(a, 7, 9)',
    columns: 'b:dynamic c:dynamic d:dynamic e:dynamic f:dynamic g:dynamic',
    rows: [[[2, 3], [3, 4, 5], [3, 4], [[1, 2], [3, 4, 5]], [[1], [2, 3], [4, 5]], []]], // prettier-ignore
  },
  {
    says: 'several arrays are sorted by the first; nulls go last unless said otherwise',
    page: 'array-sort-asc-function',
    query:
      'print x = dynamic([3,1,2]), y = dynamic(["c","a","b"]) | extend (p, q) = array_sort_desc(x, y), r = array_sort_asc(x, y)[1], s = array_sort_asc(dynamic([null,"b","a"])), t = array_sort_asc(dynamic([null,"b","a"]), false) | project p, q, r, s, t',
    columns: 'p:dynamic q:dynamic r:dynamic s:dynamic t:dynamic',
    rows: [[[3, 2, 1], ['c', 'b', 'a'], ['a', 'b', 'c'], ['a', 'b', null], [null, 'a', 'b']]], // prettier-ignore
  },
  {
    says: 'an index is looked for from a start, in a length, as an occurrence',
    page: 'array-index-of-function',
    query:
      'let a = dynamic(["x","y","x","z"]); print b = array_index_of(a, "x"), c = array_index_of(a, "x", 1), d = array_index_of(a, "z", 0, 3), e = array_index_of(a, "x", 0, -1, 2), f = array_index_of(a, "x", -2), g = array_index_of(a, "x", 0, -2), h = array_index_of(dynamic([1,2]), 2)',
    columns: 'b:long c:long d:long e:long f:long g:long h:long',
    rows: [[0, 2, -1, 2, 2, null, 1]],
  },
  {
    says: 'shifts bring in a value, rotations what fell out',
    page: 'array-shift-left-function',
    query:
      'let a = dynamic([1,2,3]); print b = array_shift_left(a, 1), c = array_shift_right(a, 1, 0), d = array_shift_left(a, -1, 0), e = array_rotate_left(a, 1), f = array_rotate_right(a, 4), g = array_reverse(a), h = array_shift_left(dynamic(["p","q"]), 1)',
    columns: 'b:dynamic c:dynamic d:dynamic e:dynamic f:dynamic g:dynamic h:dynamic',
    rows: [[[2, 3, null], [0, 1, 2], [0, 1, 2], [2, 3, 1], [3, 1, 2], [3, 2, 1], ['q', '']]], // prettier-ignore
  },
  {
    says: 'each element is chosen by its own condition',
    page: 'array-iff-function',
    query:
      'print a = array_iff(dynamic([true,false,true]), dynamic([1,2,3]), dynamic([4,5,6])), b = array_iff(dynamic([1,0,50]), "yes", "no"), c = array_iff(dynamic(["x",null]), 1, 0), d = array_iff(dynamic([true,true]), dynamic([1]), 0)',
    columns: 'a:dynamic b:dynamic c:dynamic d:dynamic',
    rows: [[[1, 5, 3], ['yes', 'no', 'yes'], [null, null], [1, null]]], // prettier-ignore
  },
  {
    says: 'sets keep the order in which elements first came',
    page: 'set-union-function',
    query:
      'print a = set_union(dynamic([3,1,3]), dynamic([2,1])), b = set_intersect(dynamic([3,1,3,2]), dynamic([2,3])), c = set_difference(dynamic([1,2,3]), dynamic([2])), d = set_has_element(dynamic(["x"]), "x"), e = set_equals(dynamic([1,2]), dynamic([2,1,1])), f = jaccard_index(dynamic([1,2,3]), dynamic([1,2,3,4])), g = set_intersect(dynamic([1]), dynamic([2]))',
    columns: 'a:dynamic b:dynamic c:dynamic d:bool e:bool f:dynamic g:dynamic',
    rows: [[[3, 1, 2], [3, 2], [1, 3], true, true, 0.75, []]], // prettier-ignore
  },
  {
    says: 'keys of bags may be paths',
    page: 'bag-set-key-function',
    query:
      'print d = dynamic({"k":{"p":1,"q":2},"l":3}) | project a = bag_keys(d), b = bag_has_key(d, "$.k.p"), c = bag_set_key(d, "$.k.r", 5), e = bag_remove_keys(d, dynamic(["l","$.k.p"])), f = bag_merge(dynamic({"l":9}), d), g = bag_zip(dynamic(["x",1,"y","z"]), dynamic([1,2,3]))',
    columns: 'a:dynamic b:bool c:dynamic e:dynamic f:dynamic g:dynamic',
    rows: [
      [
        ['k', 'l'],
        true,
        { k: { p: 1, q: 2, r: 5 }, l: 3 },
        { k: { q: 2 } },
        { l: 9, k: { p: 1, q: 2 } },
        { x: 1, y: 3, z: null },
      ],
    ],
  },
  {
    says: 'bags and arrays are made of values and of whole rows',
    page: 'pack-all-function',
    query:
      'datatable(S:string, N:long, T:datetime)["a", 1, datetime(2024-01-01), "", long(null), datetime(null)] | project a = pack_array(S, N), b = bag_pack("s", S, "n", N), c = pack_all(), d = pack_all(true), e = bag_pack_columns(S)',
    columns: 'a:dynamic b:dynamic c:dynamic d:dynamic e:dynamic',
    rows: [
      [
        ['a', 1],
        { s: 'a', n: 1 },
        { S: 'a', N: 1, T: '2024-01-01T00:00:00.0000000Z' },
        { S: 'a', N: 1, T: '2024-01-01T00:00:00.0000000Z' },
        { S: 'a' },
      ],
      [['', null], { s: '', n: null }, { S: '', N: null, T: null }, {}, { S: '' }],
    ],
  },
  {
    says: 'ranges hold their end when a step falls on it',
    page: 'range-function',
    query:
      'print a = range(1, 8, 3), b = range(1, 3), c = range(1h, 3h), d = range(datetime(2024-01-01), datetime(2024-01-02), 1d), e = range(3, 1, -1), f = repeat(1, 3), g = zip(dynamic([1,2]), dynamic(["x"])), h = array_length(range(1, 1000000000))',
    columns: 'a:dynamic b:dynamic c:dynamic d:dynamic e:dynamic f:dynamic g:dynamic h:long',
    rows: [
      [
        [1, 4, 7],
        [1, 2, 3],
        ['01:00:00', '02:00:00', '03:00:00'],
        ['2024-01-01T00:00:00.0000000Z', '2024-01-02T00:00:00.0000000Z'],
        [3, 2, 1],
        [1, 1, 1],
        [
          [1, 'x'],
          [2, null],
        ],
        1_048_576,
      ],
    ],
  },
  {
    says: 'treepath names the ways to leaves, dynamic_to_json sorts by name',
    page: 'treepath-function',
    query:
      'print a = treepath(parse_json(\'{"p":[1,2],"q":"v"}\')), b = dynamic_to_json(dynamic({"b":[2, 1],"a":{"z":1,"y":2}})), c = gettype(dynamic([1])), d = gettype(1d), e = gettype(dynamic("s"))',
    columns: 'a:dynamic b:string c:string d:string e:string',
    rows: [[["['p']", "['p'][0]", "['q']"], '{"a":{"y":2,"z":1},"b":[2,1]}', 'array', 'timespan', 'string']],
  },
  {
    says: 'the columns of a table are known by name',
    page: 'column-names-of-function',
    query: 'let T = datatable(p:int, q:string)[]; print a = column_names_of(T)',
    columns: 'a:dynamic',
    rows: [[['p', 'q']]],
  },
]);
