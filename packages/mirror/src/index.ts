export type * from './finding.ts';
export type * from './mirror.ts';
export type { OpenOptions } from './open.ts';
export { openMirror } from './open.ts';
export { SWEEPS } from './stream/sweeps.ts';
export { loadSqlite } from './store/sqlite/load.ts';
export { transact } from './store/sqlite/transaction.ts';
export { guard } from './store/sqlite/trouble.ts';
export { type WriterLock, lockWriter } from './store/sqlite/writer-lock.ts';
