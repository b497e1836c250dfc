export { checkQuery } from './check.ts';
export type { Meant } from './examined.ts';
export type { Finding } from './finding.ts';
export { RULES } from './rules.ts';
export type { Rule } from './rule.ts';
