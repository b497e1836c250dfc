import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '@vedette/kql';
import { openEngine } from '@vedette/kql';
import { casesOf } from '../cases.ts';

const TABLES = `
let Users = datatable(Id:long, Name:string, Team:string)
  [1, "ada", "red", 1, "ada again", "red", 2, "bo", "", long(null), "nobody", "blue"];
let Teams = datatable(Team:string, Id:long, Room:string)
  ["red", 1, "north", "red", 7, "south", "", 2, "cellar", "green", long(null), "roof"];
`;

casesOf(
  'join',
  { schema: new Map() },
  [
    {
      says: 'without a kind takes one left row for each key, and all right rows that match',
      page: 'join-innerunique',
      query: `${TABLES} Users | join (Teams) on Team | project Id, Team, Team1, Id1, Room | sort by Team asc, Id1 asc`,
      columns: 'Id:long Team:string Team1:string Id1:long Room:string',
      rows: [
        [2, '', '', 2, 'cellar'],
        [1, 'red', 'red', 1, 'north'],
        [1, 'red', 'red', 7, 'south'],
      ],
      ordered: true,
    },
    {
      says: 'with a filter behind it finds the row of a key that meets the filter',
      page: 'join-innerunique',
      query: `${TABLES} Users | join kind=innerunique Teams on Team | where Name == "ada again" | project Name, Room`,
      columns: 'Name:string Room:string',
      rows: [
        ['ada again', 'north'],
        ['ada again', 'south'],
      ],
    },
    {
      says: 'inner keeps every pair; names that are taken get a number',
      page: 'join-inner',
      query: `${TABLES} Users | join kind=inner Teams on Id`,
      columns: 'Id:long Name:string Team:string Team1:string Id1:long Room:string',
      rows: [
        [1, 'ada', 'red', 'red', 1, 'north'],
        [1, 'ada again', 'red', 'red', 1, 'north'],
        [2, 'bo', '', '', 2, 'cellar'],
      ],
    },
    {
      says: 'leftouter keeps left rows without a match: numbers are null then, texts empty',
      page: 'join-leftouter',
      query: `${TABLES} Users | join kind=leftouter Teams on Id | where Name == "nobody" | project Name, Id1, Room`,
      columns: 'Name:string Id1:long Room:string',
      rows: [['nobody', null, '']],
    },
    {
      says: 'rightouter keeps right rows without a match',
      page: 'join-rightouter',
      query: `${TABLES} Users | join kind=rightouter Teams on Team | where Team1 == "green" | project Id, Name, Team, Room`,
      columns: 'Id:long Name:string Team:string Room:string',
      rows: [[null, '', '', 'roof']],
    },
    {
      says: 'fullouter keeps the rows of both sides; a null is equal to nothing',
      page: 'join-fullouter',
      query: `${TABLES} Users | join kind=fullouter hint.strategy=shuffle Teams on Id | project Name, Room`,
      columns: 'Name:string Room:string',
      rows: [
        ['ada', 'north'],
        ['ada again', 'north'],
        ['bo', 'cellar'],
        ['nobody', ''],
        ['', 'south'],
        ['', 'roof'],
      ],
    },
    ...['leftanti', 'anti', 'leftantisemi'].map((kind) => ({
      says: `${kind} keeps left rows that no right row matches`,
      page: 'join-leftanti',
      query: `${TABLES} Users | join kind=${kind} Teams on Id`,
      columns: 'Id:long Name:string Team:string',
      rows: [[null, 'nobody', 'blue']],
    })),
    ...['rightanti', 'rightantisemi'].map((kind) => ({
      says: `${kind} keeps right rows that no left row matches`,
      page: 'join-rightanti',
      query: `${TABLES} Users | join kind=${kind} Teams on Team`,
      columns: 'Team:string Id:long Room:string',
      rows: [['green', null, 'roof']],
    })),
    {
      says: 'leftsemi keeps left rows that have a match, each once',
      page: 'join-leftsemi',
      query: `${TABLES} Users | join kind=leftsemi Teams on Team | project Name`,
      columns: 'Name:string',
      rows: [['ada'], ['ada again'], ['bo']],
    },
    {
      says: 'rightsemi keeps right rows that have a match, each once',
      page: 'join-rightsemi',
      query: `${TABLES} Users | join kind=rightsemi Teams on Team | project Room`,
      columns: 'Room:string',
      rows: [['north'], ['south'], ['cellar']],
    },
    {
      says: 'takes several conditions, by comma or and',
      page: 'join-operator',
      query: `${TABLES} Users | join kind=inner Teams on Team, $left.Id == $right.Id | project Name
        | union (Users | join kind=inner Teams on $left.Team == $right.Team and $left.Id == $right.Id | project Name)`,
      columns: 'Name:string',
      rows: [['ada'], ['ada again'], ['bo'], ['ada'], ['ada again'], ['bo']],
    },
    {
      says: 'lookup does not repeat the keys, and keeps the left rows',
      page: 'lookup-operator',
      query: `${TABLES} Users | lookup Teams on Team | where Name in ("bo", "nobody")`,
      columns: 'Id:long Name:string Team:string Id1:long Room:string',
      rows: [
        [2, 'bo', '', 2, 'cellar'],
        [null, 'nobody', 'blue', null, ''],
      ],
    },
    {
      says: 'lookup kind=inner keeps the left rows that have a match',
      page: 'lookup-operator',
      query: `${TABLES} Users | lookup kind=inner (Teams | project Who = Id, Room) on $left.Id == $right.Who | project Name, Room`,
      columns: 'Name:string Room:string',
      rows: [
        ['ada', 'north'],
        ['ada again', 'north'],
        ['bo', 'cellar'],
      ],
    },
  ],
  [
    {
      says: 'a dynamic key',
      query: 'print k = dynamic(1) | join (print k = dynamic(1)) on k',
      line: 1,
      column: 55,
      message: /dynamic|key/,
    },
    {
      says: 'a comparison that is none of columns',
      query: 'print k = 1 | join (print k = 1) on $left.k < $right.k',
      line: 1,
      column: 37,
      message: /in the form \$left/,
    },
  ],
);

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ schema: new Map() });
});
afterAll(() => engine.close());

// https://learn.microsoft.com/kusto/query/join-operator: semi and anti divide the left rows, inner is their pairs.
it('semi and anti together are the left table, and leftouter is inner with the anti rows', async () => {
  const keys = fc.array(fc.option(fc.integer({ min: 0, max: 4 })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(keys, keys, async (left, right) => {
      const table = (list: readonly (number | null)[], name: string): string =>
        `datatable(k:long, ${name}:long)[${[...list, null].map((key, index) => `${key ?? 'long(null)'}, ${index}`).join(', ')}]`;
      const count = async (kind: string): Promise<number> =>
        Number(
          (await engine.rows(`${table(left, 'l')} | join kind=${kind} (${table(right, 'r')}) on k | count`))
            .rows[0]?.[0],
        );
      const pairs = left.flatMap((key) => right.filter((other) => key !== null && other === key)).length;
      const [inner, semi, anti, outer, unique] = await Promise.all(['inner', 'leftsemi', 'leftanti', 'leftouter', 'innerunique'].map(count)); // prettier-ignore
      expect(inner).toBe(pairs);
      expect(semi! + anti!).toBe(left.length + 1);
      expect(outer).toBe(inner! + anti!);
      const distinct = new Set(left.filter((key) => key !== null));
      expect(unique).toBe(right.filter((key) => key !== null && distinct.has(key)).length);
    }),
    { numRuns: 25 },
  );
});
