import { casesOf } from '../cases.ts';

const schema = new Map([
  [
    'Hosts',
    [
      { name: 'Name', type: 'string' as const },
      { name: 'Size', type: 'long' as const },
    ],
  ],
]);
const sources = new Map([
  ['Hosts', { kind: 'rows' as const, rows: [{ Name: 'web', Size: 3 }, { Name: 'db', Size: 8 }, { Name: 'Web', Size: 5 }] }],
]); // prettier-ignore

const USER = 'functions/user-defined-functions';

casesOf(
  'let',
  { schema, sources },
  [
    {
      says: 'the innermost let of a name applies',
      page: 'let-statement',
      query: 'let n = 1; let f = () { let n = 2; n * 10 }; print a = n, b = f()',
      columns: 'a:long b:long',
      rows: [[1, 20]],
    },
    {
      says: 'toscalar works a single value out once, and for all rows',
      page: 'toscalar-function',
      query:
        'let n = toscalar(2); let id = toscalar(new_guid()); range x from 1 to 5 step n | extend id, other = new_guid() | summarize a = count(), b = count_distinct(id), c = count_distinct(other)',
      columns: 'a:long b:long c:long',
      rows: [[3, 1, 3]],
    },
    {
      says: 'a function sees the names where it was written, not those where it is called',
      page: 'let-statement',
      query: 'let n = 1; let f = (m:long) { n + m }; let g = (n:long) { f(n) }; print g(100)',
      columns: 'print_0:long',
      rows: [[101]],
    },
    {
      says: 'a column of the row at hand goes before a value of the same name',
      page: 'let-statement',
      query: 'let Size = 100; Hosts | where Name == "db" | project Size',
      columns: 'Size:long',
      rows: [[8]],
    },
    {
      says: 'arguments by name stand in any order, and defaults fill in',
      page: USER,
      query:
        'let f = (a:long, b:string = "none", c:real = 0.5) { strcat(a, "/", b, "/", c) }; print x = f(c = 2.5, a = 7), y = f(7, "b")',
      columns: 'x:string y:string',
      rows: [['7/none/2.5', '7/b/0.5']],
    },
    {
      says: 'a whole number given for a real becomes one',
      page: USER,
      query: 'let half = (x:real) { x / 2 }; print half(5)',
      columns: 'print_0:real',
      rows: [[2.5]],
    },
    {
      says: 'a function of scalars takes the columns of each row',
      page: USER,
      query:
        'let twice = (x:long) { let y = x; y + x }; Hosts | project Name, D = twice(Size) | where Name == "db"',
      columns: 'Name:string D:long',
      rows: [['db', 16]],
    },
    {
      says: 'a table given to a function keeps all its columns, whichever it declares',
      page: USER,
      query:
        'let big = (T:(Size:long), least:long) { T | where Size >= least }; big(Hosts, 5) | sort by Size asc',
      columns: 'Name:string Size:long',
      rows: [
        ['Web', 5],
        ['db', 8],
      ],
      ordered: true,
    },
    {
      says: 'a table of any columns may be counted and made distinct',
      page: USER,
      query:
        'let kinds = (T:(*)) { T | distinct * | count }; Hosts | project lower = tolower(Name) | invoke kinds()',
      columns: 'Count:long',
      rows: [[2]],
    },
    {
      says: 'invoke gives the rows before it as the first table',
      page: 'invoke-operator',
      query:
        'let mark = (T:(Name:string), with:string) { T | extend Name = strcat(with, Name) }; Hosts | where Size > 4 | invoke mark(">") | project Name | sort by Name asc',
      columns: 'Name:string',
      rows: [['>Web'], ['>db']],
      ordered: true,
    },
    {
      says: 'a function without parameters goes by its name alone, or with empty brackets',
      page: USER,
      query:
        'let ten = () { 10 }; let rows = () { range x from 1 to 2 step 1 }; rows | extend y = x * ten, z = x * ten() | union (rows())',
      columns: 'x:long y:long z:long',
      rows: [
        [1, 10, 10],
        [2, 20, 20],
        [1, null, null],
        [2, null, null],
      ],
    },
    {
      says: 'a view answers to a wildcard, another function does not',
      page: USER,
      query: 'let P_view = view () { print x = 1 }; let P_other = () { print x = 2 }; union P_*',
      columns: 'x:long',
      rows: [[1]],
    },
    {
      says: 'what is materialized is made once: its random values are the same wherever it is read',
      page: 'materialize-function',
      query:
        'let r = materialize(range i from 1 to 20 step 1 | extend v = rand()); r | join kind=inner r on i | where v != v1 | count',
      columns: 'Count:long',
      rows: [[0]],
    },
    {
      says: 'toscalar takes the first column of the first row, and is worked out once',
      page: 'toscalar-function',
      query:
        'let most = toscalar(Hosts | summarize max(Size), count()); Hosts | where Size == most | project Name, most',
      columns: 'Name:string most:long',
      rows: [['db', 8]],
    },
    {
      says: 'toscalar of no rows is null',
      page: 'toscalar-function',
      query:
        'print n = toscalar(Hosts | where Size > 100 | project Size), s = toscalar(Hosts | where Size > 100 | project Name)',
      columns: 'n:long s:string',
      rows: [[null, '']],
    },
    {
      says: 'a name that is no plain word stands in brackets and quotes',
      page: 'let-statement',
      query: "let ['my list'] = 4; range y from 0 to ['my list'] step 2",
      columns: 'y:long',
      rows: [[0], [2], [4]],
    },
    {
      says: 'as names what comes before it, for union to read again',
      page: 'as-operator',
      query:
        'range x from 1 to 2 step 1 | as First | union withsource=From (range x from 9 to 9 step 1 | as Second) | union (First | where x == 1)',
      columns: 'From:string x:long',
      rows: [
        ['First', 1],
        ['First', 2],
        ['Second', 9],
        ['', 1],
      ],
    },
  ],
  [
    {
      says: 'a function that asks a table with a value of the row (restriction 1)',
      query: 'let f = (n:long) { toscalar(Hosts | where Size == n | count) };\nHosts | extend q = f(Size)',
      line: 1,
      column: 51,
      message: /'n' varies with the rows of another table.*join or lookup/,
    },
    {
      says: 'a fault in the body of a function, with its place in the text',
      query:
        'let f = (T:(a:long)) {\n  T\n  | extend n = row_number()\n};\ndatatable(a:long)[1] | union (print a = 2) | invoke f()',
      line: 3,
      column: 16,
      message: /row_number\(\) needs rows in an order/,
    },
    {
      says: 'a fault in the body of a function that another calls',
      query:
        'let inner = (x:long) { current_database() };\nlet outer = (x:long) { inner(x) };\nprint outer(1)',
      line: 1,
      column: 24,
      message: /asks a cluster about itself/,
    },
  ],
);
