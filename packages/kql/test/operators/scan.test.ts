import { casesOf } from '../cases.ts';

const EVENTS =
  'datatable(t:timespan, e:string)[0m,"x", 1m,"in", 2m,"a", 3m,"b", 4m,"out", 8m,"in", 20m,"c", 21m,"out"] | sort by t asc';

casesOf(
  'scan',
  { schema: new Map() },
  [
    {
      says: 'a value is carried from row to row',
      page: 'scan-operator',
      query:
        'range x from 1 to 4 step 1 | scan declare (total:long = 10) with (step s: true => total = x + s.total;)',
      columns: 'x:long total:long',
      rows: [
        [1, 11],
        [2, 13],
        [3, 16],
        [4, 20],
      ],
      ordered: true,
    },
    {
      says: 'a row goes into the last step that takes it, and a sequence has a number',
      page: 'scan-operator',
      query: `${EVENTS} | scan with_match_id=id with (step a: e == "in"; step b: e !in ("in", "out") and t - a.t <= 5m; step c: e == "out" and t - a.t <= 5m;)`,
      columns: 't:timespan e:string id:long',
      rows: [
        ['00:01:00', 'in', 0],
        ['00:02:00', 'a', 0],
        ['00:03:00', 'b', 0],
        ['00:04:00', 'out', 0],
        ['00:08:00', 'in', 1],
      ],
      ordered: true,
    },
    {
      says: 'a step without output moves the sequence on unseen, and unassigned columns have their default',
      page: 'scan-operator',
      query: `${EVENTS} | scan declare (began:timespan, note:string = "-") with (step a output=none: e == "in" => began = t; step b: e == "out" => began = a.began;)`,
      columns: 't:timespan e:string began:timespan note:string',
      rows: [
        ['00:04:00', 'out', '00:01:00', '-'],
        ['00:21:00', 'out', '00:08:00', '-'],
      ],
      ordered: true,
    },
    {
      says: 'each partition has a state of its own',
      page: 'scan-operator',
      query:
        'datatable(k:string, n:long)["a",1, "b",10, "a",2, "b",20] | partition by k (sort by n asc | scan declare (s:long = 0) with (step one: true => s = one.s + n;)) | project k, n, s',
      columns: 'k:string n:long s:long',
      rows: [
        ['a', 1, 1],
        ['a', 2, 3],
        ['b', 10, 10],
        ['b', 20, 30],
      ],
    },
  ],
  [
    {
      says: 'rows without an order',
      query: 'datatable(n:long)[1]\n| summarize by n | scan with (step a: true;)',
      line: 2,
      column: 20,
      message: /sort by/,
    },
    {
      says: 'what gives only the last row of a step',
      query: 'range n from 1 to 3 step 1 | scan with (step a output=last: true;)',
      line: 1,
      column: 41,
      message: /arg_max/,
    },
  ],
);
