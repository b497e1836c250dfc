import type { Write } from '../device-log.ts';
import type { Scene } from '../scene.ts';

export type Technique = (scene: Scene, write: Write) => void;

const TECHNIQUES: Readonly<Record<string, Technique>> = {};

/** What else is done by those who use the techniques of an alert. */
export function writeTechniques(scene: Scene, write: Write): void {
  for (const id of scene.alert.techniques) TECHNIQUES[id]?.(scene, write);
}
