import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '@vedette/kql';
import { defenderSchema, openEngine } from '@vedette/kql';

let engine: Engine;
beforeAll(async () => {
  const rows = [{ AccountUpn: 'ada@example.com', EntraIdDeviceId: 'd-1', ErrorCode: 50126 }];
  engine = await openEngine({
    schema: defenderSchema,
    sources: new Map([['EntraIdSignInEvents', { kind: 'rows', rows }]]),
  });
});
afterAll(() => engine.close());

// https://learn.microsoft.com/defender-xdr/advanced-hunting-aadsignineventsbeta-table
it('reads a table by its former name, with the columns it had then', async () => {
  const { rows } = await engine.rows(
    'AADSignInEventsBeta | where ErrorCode == 50126 | project AccountUpn, AadDeviceId, EntraIdDeviceId',
  );
  expect(rows).toEqual([['ada@example.com', 'd-1', 'd-1']]);
  const { diagnostics } = engine.explain('AADSignInEventsBeta | project IsConfidentialClient');
  expect(diagnostics[0]?.code).toBe('KS142');
});

// https://learn.microsoft.com/kusto/query/render-operator
it('keeps render as a request for a chart, and the rows as they are', async () => {
  const { chart, rows } = await engine.rows(
    'EntraIdSignInEvents | summarize Failures = count() by AccountUpn | render columnchart with (title = "Failed", ysplit = axes)',
  );
  expect(chart).toEqual({ kind: 'columnchart', properties: { title: 'Failed', ysplit: 'axes' } });
  expect(rows).toEqual([['ada@example.com', 1]]);
});

// https://learn.microsoft.com/kusto/query/macro-expand-operator
it('expands a query over the one database there is, and refuses a group of others', async () => {
  const query =
    'let G = entity_group [database("hunting")]; macro-expand G as X (X.EntraIdSignInEvents | count)';
  expect((await engine.rows(query)).rows).toEqual([[1]]);
  await expect(
    engine.rows(
      'macro-expand entity_group [cluster("a").database("b")] as X (X.EntraIdSignInEvents | count)',
    ),
  ).rejects.toThrow(/one database here/);
});

// https://learn.microsoft.com/kusto/query/query-parameters-statement
it('takes values for parameters as literals, and nothing else', async () => {
  const query = 'declare query_parameters(who:string, codes:dynamic = dynamic([]));\nprint who, codes';
  const { rows } = await engine.rows(query, { parameters: { who: '"a\\"b"', codes: 'dynamic([1, "x"])' } });
  expect(rows).toEqual([['a"b', [1, 'x']]]);
  await expect(engine.rows(query, { parameters: { who: '"a"; EntraIdSignInEvents' } })).rejects.toThrow(
    /not a literal/,
  );
  await expect(engine.rows(query, { parameters: { who: 'strcat("a", "b")' } })).rejects.toThrow(
    /not a literal/,
  );
});

// https://learn.microsoft.com/kusto/query/set-statement
it('passes over options that tell a cluster how to work, and says so', async () => {
  const { diagnostics, rows } = await engine.rows('set notruncation;\nprint 1');
  expect(rows).toEqual([[1]]);
  expect(diagnostics).toMatchObject([{ code: 'KQL_OPTION', severity: 'warning', line: 1 }]);
});
