import type { Rule } from '../../tenant/guard.ts';

function rule(bucket: string, application: readonly string[], delegated: readonly string[]): Rule {
  return { bucket, needed: { audience: 'endpoint', application, delegated } };
}

const DEFAULT = 'endpoint-default';

export const readAlerts = rule(
  DEFAULT,
  ['Alert.Read.All', 'Alert.ReadWrite.All'],
  ['Alert.Read', 'Alert.ReadWrite'],
);
export const writeAlerts = rule(DEFAULT, ['Alert.ReadWrite.All'], ['Alert.ReadWrite']);
export const writeAlertBatch = rule('endpoint-alert-batch', ['Alert.ReadWrite.All'], ['Alert.ReadWrite']);
export const readMachines = rule(
  DEFAULT,
  ['Machine.Read.All', 'Machine.ReadWrite.All'],
  ['Machine.Read', 'Machine.ReadWrite'],
);
export const writeMachines = rule(DEFAULT, ['Machine.ReadWrite.All'], ['Machine.ReadWrite']);
