import type { Flag } from '../words/flag.ts';

export const SIMULATE_FLAGS: readonly Flag[] = [
  { name: 'json', takes: 'nothing', describe: 'print one JSON line with the addresses and identities' },
  { name: 'port', takes: 'number', placeholder: 'N', fallback: 'any', describe: 'port for HTTP' },
  { name: 'https-port', takes: 'number', placeholder: 'N', fallback: 'any', describe: 'port for HTTPS' },
  {
    name: 'profile-out',
    takes: 'text',
    placeholder: 'FILE',
    describe: 'write a vedette.yaml that points at it, a profile for each sign-in flow',
  },
  { name: 'incidents', takes: 'number', placeholder: 'N', describe: 'grow a tenant of so many incidents' },
  {
    name: 'hunting-rows',
    takes: 'number',
    placeholder: 'N',
    fallback: '10000',
    describe: 'grow so many rows of DeviceProcessEvents, the other hunting tables in proportion',
  },
  { name: 'seed', takes: 'text', placeholder: 'TEXT', describe: 'the same seed grows the same tenant' },
  {
    name: 'load',
    takes: 'text',
    many: true,
    placeholder: 'FILE',
    describe: 'serve the recorded answers of this file; may be repeated',
  },
  {
    name: 'clock',
    takes: 'text',
    placeholder: 'TIME',
    fallback: 'real time',
    describe: 'hold the clock at this time (ISO 8601)',
  },
  {
    name: 'quotas',
    takes: 'nothing',
    negatable: true,
    fallback: 'on',
    describe: 'enforce the published quotas; --no-quotas to switch them off',
  },
  {
    name: 'fault',
    takes: 'text',
    many: true,
    placeholder: 'NAME',
    describe: 'start with this fault switched on; may be repeated',
  },
  {
    name: 'attached',
    takes: 'nothing',
    describe: 'stop when standard input closes, for a program that starts the simulator',
  },
  { name: 'help', short: 'h', takes: 'nothing', describe: 'explain the command' },
];
