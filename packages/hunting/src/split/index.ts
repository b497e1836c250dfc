export { splitQuery } from './run.ts';
export type { SplitAnswer, SplitOptions } from './run.ts';
export type { Span as SplitSpan } from './window.ts';
