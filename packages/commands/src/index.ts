export { defineCommand } from './define.ts';
export type * from './define.ts';
export type * from './context.ts';
export type * from './profile/profile.ts';
