import { WINDOWS_KINDS, type Kind } from './kind.ts';

export type LogonLine = readonly [
  kinds: readonly Kind[],
  weight: number,
  action: 'LogonSuccess' | 'LogonFailed' | 'LogonAttempted',
  type: string,
  protocol: string,
  reason: string,
  /** Does it come from another machine? */
  remote: boolean,
];

const desk: readonly Kind[] = ['workstation'];

export const LOGON_LINES: readonly LogonLine[] = [
  [desk, 60, 'LogonSuccess', 'Interactive', 'Negotiate', '', false],
  [desk, 40, 'LogonSuccess', 'CachedInteractive', 'Negotiate', '', false],
  [desk, 30, 'LogonSuccess', 'Unlock', 'Negotiate', '', false],
  [desk, 5, 'LogonFailed', 'Interactive', 'Negotiate', 'InvalidUserNameOrPassword', false],
  [WINDOWS_KINDS, 30, 'LogonAttempted', 'Service', 'Negotiate', '', false],
  [['server', 'controller'], 60, 'LogonSuccess', 'Network', 'Kerberos', '', true],
  [['server', 'controller'], 12, 'LogonSuccess', 'RemoteInteractive', 'Negotiate', '', true],
  [['server', 'controller'], 6, 'LogonFailed', 'Network', 'NTLM', 'InvalidUserNameOrPassword', true],
  [['server', 'controller'], 10, 'LogonSuccess', 'Batch', 'Negotiate', '', false],
  [['linux'], 30, 'LogonSuccess', 'Network', 'sshd', '', true],
  [['mac'], 20, 'LogonSuccess', 'Interactive', '', '', false],
];
