export * from './error.ts';
export type * from './credential/credential.ts';
export { compose } from './transport/send.ts';
export type * from './transport/send.ts';
export type * from './resource/shape.ts';
export type * from './resource/resource.ts';
export type * from './client.ts';
