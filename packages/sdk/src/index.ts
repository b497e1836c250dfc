export * from './error.ts';
export type * from './credential/credential.ts';
export { connect } from './client.ts';
export { compose } from './transport/send.ts';
export type * from './transport/send.ts';
export type * from './resource/shape.ts';
export type * from './resource/resource.ts';
export type * from './client.ts';
export { createDispatcher } from './transport/dispatcher.ts';
export type { DispatcherOptions } from './transport/dispatcher.ts';
export { realClock } from './transport/clock.ts';
export type { Clock } from './transport/clock.ts';
export type { TraceEvent } from './transport/trace.ts';
export { permissionTable } from './transport/permission-table.ts';
export type { PermissionRow } from './transport/permission-table.ts';
export { quotaTable } from './transport/quota-table.ts';
export type { QuotaRow } from './transport/quota-table.ts';
export { audienceOf } from './transport/audience-of.ts';
export { userAgent } from './transport/user-agent.ts';
export * as odata from './transport/odata.ts';
export {
  endpointAlertToGraph,
  endpointAlertToNative,
  incidentToGraph,
  incidentToNative,
  xdrAlertToGraph,
  xdrAlertToNative,
} from './resource/mapping/native.ts';
export type { Native } from './resource/mapping/native.ts';
export * as words from './resource/mapping/words.ts';
export type { Words } from './resource/mapping/words.ts';
export { routeDifferences } from './resource/mapping/differences.ts';
export type { RouteDifference } from './resource/mapping/differences.ts';
