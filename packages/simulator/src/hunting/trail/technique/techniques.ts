import type { Write } from '../device-log.ts';
import type { Scene } from '../scene.ts';
import { CLOUD_TECHNIQUES } from './cloud.ts';
import { CREDENTIAL_TECHNIQUES } from './credential.ts';
import { EXECUTION_TECHNIQUES } from './execution.ts';
import { EXFILTRATION_TECHNIQUES } from './exfiltration.ts';
import { IMPACT_TECHNIQUES } from './impact.ts';
import { LATERAL_TECHNIQUES } from './lateral.ts';
import { PERSISTENCE_TECHNIQUES } from './persistence.ts';
import { SERVER_TECHNIQUES } from './server.ts';
import type { Technique } from './technique.ts';

const TECHNIQUES: Readonly<Record<string, Technique>> = {
  ...CLOUD_TECHNIQUES,
  ...CREDENTIAL_TECHNIQUES,
  ...EXECUTION_TECHNIQUES,
  ...EXFILTRATION_TECHNIQUES,
  ...IMPACT_TECHNIQUES,
  ...LATERAL_TECHNIQUES,
  ...PERSISTENCE_TECHNIQUES,
  ...SERVER_TECHNIQUES,
};

/** What else is done by those who use the techniques of an alert. */
export function writeTechniques(scene: Scene, write: Write): void {
  for (const id of scene.alert.techniques) TECHNIQUES[id]?.(scene, write);
}
