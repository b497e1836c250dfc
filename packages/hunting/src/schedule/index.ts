export { dueAt, nextAt } from './due.ts';
export type { Hunt, HuntCase, HuntWithCases } from './hunt.ts';
export { readHunts } from './read.ts';
export { nextOf, runDue, type HuntOn, type HuntReport } from './run.ts';
export { testHunt, type CaseResult } from './test.ts';
