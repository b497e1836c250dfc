export type * from './mirror.ts';
export type { OpenOptions } from './open.ts';
export { openMirror } from './open.ts';
export { SWEEPS } from './stream/sweeps.ts';
