// A complete local copy of every incident, and proof that fetching again finds nothing new.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMirror } from '@vedette/mirror';
import { findPlace, openTenant } from './tenant.ts';

const folder = await mkdtemp(join(tmpdir(), 'vedette-example-'));
const defender = openTenant(findPlace());
const mirror = await openMirror(join(folder, 'mirror.sqlite'), { create: true });
try {
  const first = await mirror.fetch({ defender });
  console.log(`${first.incidents} incidents, ${first.alerts} alerts, complete through ${first.through}`);
  const again = await mirror.fetch({ defender });
  assert.equal(again.stored, 0, 'nothing is stored twice');
  const high = [...mirror.incidents({ severity: ['high'] })];
  console.log(`${high.length} of them are high, read from this machine`);
  assert.equal(mirror.status().incidents, first.incidents);
  console.log(`ok: ${first.stored} versions stored`);
} finally {
  mirror.close();
  await defender.close();
  await rm(folder, { recursive: true, force: true });
}
