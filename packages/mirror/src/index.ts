export type * from './mirror.ts';
