import { defenderSchema } from '@vedette/kql';
import { casesOf } from '../cases.ts';
import type { Case } from '../cases.ts';

const SETS = `let T = datatable(s:dynamic)[
  dynamic(["a", "B", ["c"]]), dynamic(null), dynamic("d"), dynamic([1, 2])];`;

/** What is in a list: arrays in it are taken apart, however deep, and so are those in a column of a table. */
const MEMBERS: readonly Case[] = [
  {
    says: 'in of a table looks at the values of the arrays in its column',
    page: 'in-cs-operator',
    query: `${SETS} datatable(x:string)["a", "b", "c", "d", "e", ""] | project x, y = x in (T)`,
    columns: 'x:string y:bool',
    rows: [['a', true], ['b', false], ['c', true], ['d', true], ['e', false], ['', false]],
  },
  {
    says: 'in~ of a table does so without regard to case, and !in is its opposite',
    page: 'in-operator',
    query: `${SETS} print i = "b" in~ (T), n = "a" !in (T), m = "e" !in (T), l = "B" !in~ (T)`,
    columns: 'i:bool n:bool m:bool l:bool',
    rows: [[true, false, true, false]],
  },
  {
    says: 'a number is found among the numbers of the arrays',
    page: 'in-cs-operator',
    query: `${SETS} print a = 2 in (T), b = 3 in (T)`,
    columns: 'a:bool b:bool',
    rows: [[true, false]],
  },
  {
    says: 'the set of summarize make_set serves as a list',
    page: 'in-cs-operator',
    query: `let T = datatable(s:string)["a", "b"]; let S = T | summarize make_set(s);
      datatable(x:string)["a", "c"] | where x in (S)`,
    columns: 'x:string',
    rows: [['a']],
  },
  {
    says: 'a member of a dynamic is looked for in a table of texts',
    page: 'in-cs-operator',
    query: `let T = datatable(s:string)["a"]; print d = dynamic({"k": "a", "l": "b"}) | project k = d.k in (T), l = d.l in (T)`,
    columns: 'k:bool l:bool',
    rows: [[true, false]],
  },
  {
    says: 'arrays within an array are taken apart',
    page: 'in-cs-operator',
    query: `datatable(x:long, l:dynamic)[1, dynamic([[1], 2]), 3, dynamic([[1], 2]), 9, dynamic(null)]
      | project a = x in (l), b = x in (dynamic([3, [[9]]])) | sort by a, b`,
    columns: 'a:bool b:bool',
    rows: [[true, false], [false, true], [false, true]],
  },
]; // prettier-ignore

/**
 * The service's own queries compare a bool with a text, as
 * https://learn.microsoft.com/azure/azure-monitor/reference/queries/urlclickevents does.
 */
const MIXED: readonly Case[] = [
  {
    says: 'a text beside a bool is read as one, and one that does not read so equals nothing',
    page: 'tobool-function',
    query: `datatable(b:bool, s:string)[true, "1", false, "0", bool(null), "x"]
      | project b, n = b != "0", t = b == "true", e = b == s, i = b in ("true", "x")`,
    columns: 'b:bool n:bool t:bool e:bool i:bool',
    rows: [[true, true, true, true, true], [false, false, false, true, false], [null, true, false, false, false]],
  },
  {
    says: 'a text beside a number is read as one',
    page: 'tolong-function',
    query: `datatable(i:int, s:string)[1, "1", 0, "0", int(null), "x"]
      | project i, a = i == "1", b = s == 1, c = s != 1, d = s in (1, 5), e = i in ("1", "x"), f = s == 1.0`,
    columns: 'i:int a:bool b:bool c:bool d:bool e:bool f:bool',
    rows: [
      [1, true, true, false, true, true, true],
      [0, false, false, true, false, false, false],
      [null, false, false, true, false, false, false],
    ],
  },
]; // prettier-ignore

casesOf('membership', { schema: defenderSchema }, MEMBERS);
casesOf('values beside texts', { schema: defenderSchema }, MIXED);
