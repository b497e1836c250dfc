import type { KqlValue } from '@vedette/kql';
import { casesOf } from '../cases.ts';
import type { Case } from '../cases.ts';

type Row = readonly [says: string, query: string, columns: string, rows: readonly (readonly KqlValue[])[]];

/** Cases over the graph `G`. */
const over =
  (page: string, graph: string) =>
  ([says, query, columns, rows]: Row): Case => ({ says, page, query: `${graph}\n${query}`, columns, rows });

// x → y → z → x is a ring; u → y; v stands alone.
const RING = `let Edges = datatable(s:string, t:string, label:string, cost:long)
  ['x','y','a',1, 'y','z','b',2, 'z','x','a',4, 'u','y','c',8];
let Nodes = datatable(id:string, size:long)['x',10, 'y',20, 'v',50];
let G = Edges | make-graph s --> t with Nodes on id;`;

const matches: readonly Row[] = [
  [
    'an edge in its direction',
    "G | graph-match (a)-[e]->(b) where e.label == 'c' project a.id, b.id, e.cost",
    'a_id:string b_id:string e_cost:long',
    [['u', 'y', 8]],
  ],
  [
    'an edge against its direction',
    "G | graph-match (a)<-[e]-(b) where e.label == 'c' project a.id, b.id",
    'a_id:string b_id:string',
    [['y', 'u']],
  ],
  [
    'an edge in any direction',
    "G | graph-match (a)-[e]-(b) where e.label == 'c' project a.id, b.id",
    'a_id:string b_id:string',
    [
      ['u', 'y'],
      ['y', 'u'],
    ],
  ],
  [
    'a node that is in no table of nodes has its id alone',
    "G | graph-match (a) where a.id in ('u', 'v', 'z') project a.id, a.size",
    'a_id:string a_size:long',
    [
      ['u', null],
      ['v', 50],
      ['z', null],
    ],
  ],
  [
    'a variable twice is one node',
    "G | graph-match (a)-->(b)-->(c)-->(a) where a.id == 'x' project b.id, c.id",
    'b_id:string c_id:string',
    [['y', 'z']],
  ],
  [
    'sequences share their nodes',
    "G | graph-match (a)-->(m)-->(b), (c)-->(m) where a.id == 'x' and c.id == 'u' project m.id, b.id",
    'm_id:string b_id:string',
    [['y', 'z']],
  ],
  [
    'a path has its edges in order, and the nodes between its ends',
    "G | graph-match (a)-[p*1..3]->(b) where a.id == 'u' project b.id, costs = map(p, cost), via = map(inner_nodes(p), id), labels = p.label",
    'b_id:string costs:dynamic via:dynamic labels:dynamic',
    [
      ['y', [8], [], ['c']],
      ['z', [8, 2], ['y'], ['c', 'b']],
      ['x', [8, 2, 4], ['y', 'z'], ['c', 'b', 'a']],
    ],
  ],
  [
    'a path that is looked for from its end keeps its order',
    "G | graph-match (a)-[p*2..2]->(b) where b.id == 'x' project a.id, costs = map(p, cost)",
    'a_id:string costs:dynamic',
    [['y', [2, 4]]],
  ],
  [
    'a path may have no edges',
    "G | graph-match (a)-[p*0..0]->(b) where a.id == 'v' project b.id, every = all(p, cost > 9), some = any(p, cost > 0)",
    'b_id:string every:bool some:bool',
    [['v', true, false]],
  ],
  [
    'all edges of a path are asked',
    'G | graph-match (a)-[p*2..3]->(b) where all(p, cost < 3) project a.id, b.id',
    'a_id:string b_id:string',
    [['x', 'z']],
  ],
  [
    'nodes inside of a path are asked, and a null is no yes',
    'G | graph-match (a)-[p*2..2]->(b) where all(inner_nodes(p), not(size > 10)) project a.id, b.id',
    'a_id:string b_id:string',
    [['z', 'y']],
  ],
  [
    'edges that come to a node and leave it are counted',
    'G | graph-match (a) where node_degree_in(a) == 2 project a.id, out = node_degree_out(a)',
    'a_id:string out:long',
    [['y', 1]],
  ],
];

// a ⇄ b: two edges.
const PAIR = "let G = datatable(s:string, t:string)['a','b', 'b','a'] | make-graph s --> t with_node_id=n;";
const cycles: readonly Row[] = [
  [
    'no edge twice in a match',
    "G | graph-match (x)-[p*1..4]->(y) where x.n == 'a' project y.n",
    'y_n:string',
    [['b'], ['a']],
  ],
  [
    'edges again where all cycles are asked for',
    "G | graph-match cycles=all (x)-[p*1..4]->(y) where x.n == 'a' project y.n",
    'y_n:string',
    [['b'], ['a'], ['b'], ['a']],
  ],
  [
    'no node twice where no cycles are asked for',
    "G | graph-match cycles=none (x)-[p*1..4]->(y) where x.n == 'a' project y.n",
    'y_n:string',
    [['b']],
  ],
];

const NAMELESS =
  'let G = datatable(s:long, t:long)[4,long(null), long(null),3] | make-graph s --> t with_node_id=n;';
const nameless: readonly Row[] = [
  [
    'a null is a node like any other',
    'G | graph-match (a)-->(b)-->(c) project a.n, c.n',
    'a_n:long c_n:long',
    [[4, 3]],
  ],
];

// From a to d by b, by c, and by x and y; then e.
const WAYS = `let G = datatable(s:string, t:string, w:long)
  ['a','b',1, 'b','d',1, 'a','c',5, 'c','d',5, 'd','e',1, 'a','x',0, 'x','y',0, 'y','d',0]
| make-graph s --> t with_node_id=n;`;
const shortest: readonly Row[] = [
  [
    'one of the shortest',
    "G | graph-shortest-paths (a)-[p*1..4]->(z) where a.n == 'a' and z.n == 'e' project steps = array_length(map(p, w))",
    'steps:long',
    [[3]],
  ],
  [
    'all of the shortest',
    "G | graph-shortest-paths output=all (a)-[p*1..4]->(z) where a.n == 'a' and z.n == 'd' project path = map(p, t)",
    'path:dynamic',
    [[['b', 'd']], [['c', 'd']]],
  ],
  [
    'only paths that the condition allows are compared',
    "G | graph-shortest-paths (a)-[p*1..4]->(z) where a.n == 'a' and z.n == 'd' and all(p, w == 0) project path = map(p, t)",
    'path:dynamic',
    [[['x', 'y', 'd']]],
  ],
];

const inner: readonly Row[] = [
  [
    'the one property that with_node_id gives is known inside of a path as well',
    "G | graph-match (a)-[p*3..3]->(z) where z.n == 'e' and all(inner_nodes(p), n != 'c' and n != 'y') project via = map(inner_nodes(p), strcat(n, '!'))",
    'via:dynamic',
    [[['b!', 'd!']]],
  ],
];

const tables: readonly Row[] = [
  [
    'the id of a node is the hash of its name',
    'G | graph-to-table nodes with_node_id=number | where number == hash(id) | project id, size',
    'id:string size:long',
    [
      ['u', null],
      ['v', 50],
      ['x', 10],
      ['y', 20],
      ['z', null],
    ],
  ],
  [
    'edges with the node they lead to',
    "G | graph-to-table edges with_target_id=node | where node == hash('z') | project s, t, label, cost",
    's:string t:string label:string cost:long',
    [['y', 'z', 'b', 2]],
  ],
];

const components: readonly Row[] = [
  [
    'connected whatever the direction',
    'G | graph-mark-components | graph-to-table nodes | summarize size = count() by ComponentId | project size',
    'size:long',
    [[1], [4]],
  ],
  [
    'connected there and back',
    "G | graph-mark-components kind=strong with_component_id=part | graph-to-table nodes | summarize ids = strcat_array(array_sort_asc(make_list(id)), '') by part | project ids",
    'ids:string',
    [['u'], ['v'], ['xyz']],
  ],
];

casesOf(
  'graphs',
  { schema: new Map() },
  [
    ...matches.map(over('graph-match-operator', RING)),
    ...cycles.map(over('graph-match-operator', PAIR)),
    ...nameless.map(over('make-graph-operator', NAMELESS)),
    ...shortest.map(over('graph-shortest-paths-operator', WAYS)),
    ...inner.map(over('inner-nodes-graph-function', WAYS)),
    ...tables.map(over('graph-to-table-operator', RING)),
    ...components.map(over('graph-mark-components-operator', RING)),
  ],
  [
    {
      says: 'a graph as a result',
      query: "datatable(s:string, t:string)['a','b'] | make-graph s --> t",
      line: 1,
      column: 42,
      message: /not a table/,
    },
    {
      says: 'a path compared as if it were one edge',
      query:
        "datatable(s:string, t:string)['a','b'] | make-graph s --> t | graph-match (a)-[p*1..2]->(b) where p.s == 'a' project p.t",
      line: 1,
      column: 63,
      message: /all\(p, …\)/,
    },
    {
      says: 'a name that nodes do not have',
      query:
        "datatable(s:string, t:string)['a','b'] | make-graph s --> t with_node_id=n | graph-match (a)-[p*1..2]->(b) where all(inner_nodes(p), m == 'a') project a.n",
      line: 1,
      column: 134,
      message: /'m'/,
    },
    {
      says: 'nodes and edges at once',
      query:
        "datatable(s:string, t:string)['a','b'] | make-graph s --> t with_node_id=n | graph-to-table nodes as N, edges as E",
      line: 1,
      column: 105,
      message: /two results/,
    },
  ],
);
