import { casesOf } from '../cases.ts';

const LINES = 'datatable(s:string)["user=ann id=7 end", "user=bob id=x end", "nothing"]';

casesOf('parse', { schema: new Map() }, [
  {
    says: 'one text of the wrong type spoils the row',
    page: 'parse-operator',
    query: `${LINES} | parse s with "user=" user " id=" id:long " " *`,
    columns: 's:string user:string id:long',
    rows: [
      ['user=ann id=7 end', 'ann', 7],
      ['user=bob id=x end', '', null],
      ['nothing', '', null],
    ],
    ordered: true,
  },
  {
    says: 'relaxed, only that text is null',
    page: 'parse-operator',
    query: `${LINES} | parse kind=relaxed s with * "user=" user " id=" id:long " " * | project user, id`,
    columns: 'user:string id:long',
    rows: [
      ['ann', 7],
      ['bob', null],
      ['', null],
    ],
    ordered: true,
  },
  {
    says: 'parse-where leaves out what does not match',
    page: 'parse-where-operator',
    query: `${LINES} | parse-where s with "user=" user " id=" id:long " " * | project user, id`,
    columns: 'user:string id:long',
    rows: [['ann', 7]],
  },
  {
    says: 'texts are no regular expressions',
    page: 'parse-operator',
    query: 'print s = "a.b(c)[1]" | parse s with x "." y "(" z ")[" n:int "]"',
    columns: 's:string x:string y:string z:string n:int',
    rows: [['a.b(c)[1]', 'a', 'b', 'c', 1]],
  },
  {
    says: 'groups of the regular expressions of the query are not counted',
    page: 'parse-operator',
    query: 'print s = "k1=5;kk2=hello" | parse kind=regex s with "(k)+[(0-9]=" n:long @";(k\\(|k+)\\d=" rest',
    columns: 's:string n:long rest:string',
    rows: [['k1=5;kk2=hello', 5, 'hello']],
  },
  {
    says: 'a column takes as much as it can, or with U as little; i does not tell capitals',
    page: 'parse-operator',
    query:
      'print s = "N=a,b,c" | parse kind=regex s with "N=" greedy "," * | parse kind=regex flags=Ui s with "n=" least "," * | project greedy, least',
    columns: 'greedy:string least:string',
    rows: [['a,b', 'a']],
  },
]);

casesOf('parse-kv', { schema: new Map() }, [
  {
    says: 'pairs between delimiters, values quoted and escaped, the first of a key',
    page: 'parse-kv-operator',
    query: String.raw`print s = 'n=5, t="a, \\"b\\"" , n=6,other=x' | parse-kv s as (n:long, t:string, absent:string) with (pair_delimiter=',', kv_delimiter='=', quote='"', escape='\\') | project-away s`,
    columns: 'n:long t:string absent:string',
    rows: [[5, 'a, "b"', '']],
  },
  {
    says: 'greedy, a value goes on to the next key',
    page: 'parse-kv-operator',
    query:
      'print s = "who=Ann Lee where=New York" | parse-kv s as (who:string, where:string) with (pair_delimiter=" ", kv_delimiter="=", greedy=true) | project-away s',
    columns: 'who:string where:string',
    rows: [['Ann Lee', 'New York']],
  },
  {
    says: 'without delimiters, a key is followed by its value',
    page: 'parse-kv-operator',
    query: `print s = "[x] id:7; text 'a b'" | parse-kv s as (id:long, text:string) with (quote="'") | project-away s`,
    columns: 'id:long text:string',
    rows: [[7, 'a b']],
  },
  {
    says: 'a regular expression gives key and value',
    page: 'parse-kv-operator',
    query: `print s = "<a>1</a><b>x</b>" | parse-kv s as (b:string, a:int) with (regex=@"<(\\w)>([^<]*)<") | project-away s`,
    columns: 'b:string a:int',
    rows: [['x', 1]],
  },
]);
