import { casesOf } from '../cases.ts';

const text = (name: string): { name: string; type: 'string' } => ({ name, type: 'string' });
const schema = new Map([
  ['LogonEvents', [text('Host'), { name: 'Port', type: 'long' as const }]],
  ['LogonInfo', [text('Host'), { name: 'Port', type: 'int' as const }]],
  ['Other', [text('Note')]],
]);
const sources = new Map([
  ['LogonEvents', { kind: 'rows' as const, rows: [{ Host: 'a', Port: 1 }, { Host: 'two words', Port: 22 }] }],
  ['LogonInfo', { kind: 'rows' as const, rows: [{ Host: 'b', Port: 22 }] }],
  ['Other', { kind: 'rows' as const, rows: [{ Note: 'Two things' }, { Note: 'B-side' }] }],
]); // prettier-ignore

casesOf(
  'union, search and find',
  { schema, sources },
  [
    {
      says: 'a column of several types becomes a column for each; what a table lacks is null',
      page: 'union-operator',
      query: 'LogonEvents | union LogonInfo, (print Host = "c")',
      columns: 'Host:string Port_long:long Port_int:int',
      rows: [
        ['a', 1, null],
        ['two words', 22, null],
        ['b', null, 22],
        ['c', null, null],
      ],
    },
    {
      says: 'a name made by a type that is taken already gets a number',
      page: 'union-operator',
      query: 'union (print x = 1), (print x = "s"), (print x_long = 3)',
      columns: 'x_long1:long x_string:string x_long:long',
      rows: [
        [1, '', null],
        [null, 's', null],
        [null, '', 3],
      ],
    },
    {
      says: 'kind=inner keeps the columns that all have, by name and type; withsource says the table',
      page: 'union-operator',
      query: 'union kind=inner withsource=From LogonEvents, LogonInfo | where From == "LogonInfo"',
      columns: 'From:string Host:string',
      rows: [['LogonInfo', 'b']],
    },
    {
      says: 'a wildcard stands for the tables of the schema whose names match',
      page: 'union-operator',
      query: 'union withsource=T Logon* | project T, Host',
      columns: 'T:string Host:string',
      rows: [
        ['LogonEvents', 'a'],
        ['LogonEvents', 'two words'],
        ['LogonInfo', 'b'],
      ],
    },
    {
      says: 'isfuzzy passes over tables that do not exist, alone, in a pipe, or by wildcard',
      page: 'union-operator',
      query: 'union isfuzzy=true Missing, (AlsoMissing | where x > 1), Nothing*, LogonInfo | count',
      columns: 'Count:long',
      rows: [[1]],
    },
    {
      says: 'search looks for a term in every column of every table',
      page: 'search-operator',
      query: 'search "two" | project $table, Host, Note',
      columns: '$table:string Host:string Note:string',
      rows: [
        ['LogonEvents', 'two words', ''],
        ['Other', '', 'Two things'],
      ],
    },
    {
      says: 'search asks one column by a colon, and combines terms with conditions',
      page: 'search-operator',
      query: 'search in (Logon*) Host:"word*" or "b" and Port_int == 22 | project $table, Host',
      columns: '$table:string Host:string',
      rows: [['LogonEvents', 'two words']],
    },
    {
      says: 'search takes capital letters into account when told so',
      page: 'search-operator',
      query: 'search kind=case_sensitive in (LogonEvents, Other) "two" | project $table',
      columns: '$table:string',
      rows: [['LogonEvents']],
    },
    {
      says: 'search leaves out tables without the column asked for',
      page: 'search-operator',
      query: 'search Note == "B-side"',
      columns: '$table:string Note:string',
      rows: [['Other', 'B-side']],
    },
    {
      says: 'a term with stars: any ending, any beginning, anything between',
      page: 'search-operator',
      query:
        'union (search in (Other) "thin*"), (search in (Other) "*side"), (search in (Other) "*o thin*"), (search in (Other) "b*de") | summarize count() by Note | sort by Note asc',
      columns: 'Note:string count_:long',
      rows: [
        ['B-side', 2],
        ['Two things', 2],
      ],
      ordered: true,
    },
    {
      says: 'find puts what is asked for and common to all beside the table, and the rest into a bag',
      page: 'find-operator',
      query: 'find in (LogonEvents, Other) where Port == 22',
      columns: 'source_:string Host:string Port:long',
      rows: [['LogonEvents', 'two words', 22]],
    },
    {
      says: 'find packs what is not common',
      page: 'find-operator',
      query: 'find in (LogonEvents, Other) where "things"',
      columns: 'source_:string pack_:dynamic',
      rows: [['Other', { Note: 'Two things' }]],
    },
    {
      says: 'find with project gives those columns, as the types named',
      page: 'find-operator',
      query:
        'find withsource=T in (LogonInfo, Other) where Host == "b" or Note has "two" project Note, Port:string',
      columns: 'T:string Note:string Port:string',
      rows: [
        ['LogonInfo', '', '22'],
        ['Other', 'Two things', ''],
      ],
    },
    {
      says: 'where * asks every column',
      page: 'where-operator',
      query: 'LogonEvents | where * has "two" | project Host',
      columns: 'Host:string',
      rows: [['two words']],
    },
    {
      says: 'in takes the first column of a table, and !in its opposite; nulls in it match nothing',
      page: 'in-cs-operator',
      query:
        'let some = datatable(p:long, other:string)[1, "x", long(null), "y"]; LogonEvents | project Host, is = Port in (some), isnt = Port !in ((some | where p > 0 or isnull(p)))',
      columns: 'Host:string is:bool isnt:bool',
      rows: [
        ['a', true, false],
        ['two words', false, true],
      ],
    },
    {
      says: 'in~ and has_any take a table too',
      page: 'in-operator',
      query:
        'let some = datatable(t:string)["A", "WORDS"]; LogonEvents | project Host, same = Host in~ (some), has = Host has_any (some)',
      columns: 'Host:string same:bool has:bool',
      rows: [
        ['a', true, true],
        ['two words', false, true],
      ],
    },
  ],
  [
    {
      says: 'a union of nothing that exists',
      query: 'union isfuzzy=true Missing, Nothing*',
      line: 1,
      column: 1,
      message: /None of the tables/,
    },
    {
      says: 'a list that is a table of another type',
      query: 'LogonEvents | where Port in ((Other | project Note))',
      line: 1,
      column: 30,
      message: /'Note' is string.*is long/,
    },
    {
      says: 'a name that is nearly right',
      query: 'LogonEvent | count',
      line: 1,
      column: 1,
      message: /Did you mean 'LogonEvents'\?/,
    },
    {
      says: 'a column that is nearly right',
      query: 'LogonEvents\n| where Hsot == "a"',
      line: 2,
      column: 9,
      message: /Did you mean 'Host'\?/,
    },
    {
      says: 'another database',
      query: "database('other').T",
      line: 1,
      column: 10,
      message: /name the table itself/,
    },
  ],
);
