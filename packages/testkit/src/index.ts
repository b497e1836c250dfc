export { startCloud, type Cloud } from './cloud.ts';
export { runFolder, scratch } from './run-folder.ts';
export { registerSecret } from './secret-list.ts';
