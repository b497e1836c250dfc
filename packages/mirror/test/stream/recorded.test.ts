import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startCloud } from '@vedette/testkit';
import { expect, it } from 'vitest';
import { openMirror } from '../../src/index.ts';
import { freshPath } from '../store/sample.ts';
import { connectTo, truth } from './tenant.ts';

const fixtures = join(import.meta.dirname, '../../../../../shared/fixtures');

it.skipIf(!existsSync(fixtures))(
  'recorded answers are mirrored whole, although all their alerts bear one id (skipped: ../shared/fixtures is not here)',
  async () => {
    await using cloud = await startCloud({ load: [fixtures], quotas: false });
    const defender = connectTo(cloud.info);
    const mirror = await openMirror(freshPath(), { create: true });
    try {
      await mirror.fetch({ defender });
      const there = [...(await truth(cloud.info)).values()];
      const alerts = there.flatMap((incident) => incident.alerts ?? []);
      expect(alerts.length).toBeGreaterThan(200);
      expect(mirror.status()).toMatchObject({
        incidents: there.length,
        alerts: alerts.length,
        evidence: alerts.flatMap((alert) => alert.evidence ?? []).length,
      });
      for (const incident of there) expect(mirror.incident(incident.id)?.alerts).toEqual(incident.alerts);
      expect((await mirror.fetch({ defender })).stored).toBe(0);
    } finally {
      mirror.close();
      await defender.close();
    }
  },
);
