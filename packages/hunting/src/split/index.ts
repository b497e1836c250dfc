export { splitQuery } from './run.ts';
export type { SplitAnswer, SplitOptions } from './run.ts';
