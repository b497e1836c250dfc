// A call the resources have no method for: the same send, with its quotas, retries and errors.
import assert from 'node:assert/strict';
import { isVedetteError } from '@vedette/sdk';
import { findPlace, openTenant } from './tenant.ts';

const defender = openTenant(findPlace());
const response = await defender.send({
  method: 'GET',
  audience: 'graph',
  path: '/v1.0/security/alerts_v2',
  query: { $top: 3, $filter: "severity eq 'high'" },
});
const page = await response.json<{ value: { id: string; severity: string; title: string }[] }>();
for (const { id, title } of page?.value ?? []) console.log(id, title);
assert.ok(page?.value.every(({ severity }) => severity === 'high'));

// Everything that goes wrong is one of a closed set of codes, with the id that Microsoft's support asks for.
try {
  await defender.send({
    method: 'GET',
    audience: 'graph',
    path: '/v1.0/security/alerts_v2/there-is-no-such-alert',
  });
  assert.fail('an alert that does not exist was found');
} catch (error) {
  if (!isVedetteError(error)) throw error;
  console.log(error.code, error.requestId, error.advice);
  assert.equal(error.code, 'MDE_NOT_FOUND');
}
await defender.close();
console.log(`ok: ${page?.value.length} alerts, request ${response.requestId}`);
