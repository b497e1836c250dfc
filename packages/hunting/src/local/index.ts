export { mentionedTables } from './mentioned.ts';
export { openLocal, type LocalOptions } from './open.ts';
export { localSchema } from './tables.ts';
