import type { Alert } from '../../tenant/model.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { writeAlert } from './alert.ts';
import type { Write } from './device-log.ts';
import { writeEvidence } from './evidence.ts';
import { sceneOf } from './scene.ts';
import { writeTechniques } from './technique/techniques.ts';

/** Every row that one alert left behind. The same alert always leaves the same rows, none later than itself. */
export function writeTrail(alert: Alert, tenant: Tenant, write: Write): void {
  const scene = sceneOf(alert, tenant);
  writeAlert(alert, write);
  writeEvidence(scene, write);
  writeTechniques(scene, write);
}
