export type * from './mirror.ts';
export { type OpenOptions, openMirror } from './open.ts';
export { SWEEPS } from './stream/sweeps.ts';
