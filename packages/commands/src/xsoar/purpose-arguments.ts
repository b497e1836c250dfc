import type { Argument } from './arguments.ts';
import { timeoutArgument } from './time-allowed.ts';

/** Arguments of the canned hunts, as the integration declares them. */

export const DEVICE_SELECTORS: readonly Argument[] = [
  {
    name: 'device_name',
    kind: 'list',
    default: '',
    summary: 'On devices with one of these words in the name',
  },
  { name: 'device_id', kind: 'list', default: '', summary: 'On devices with one of these ids' },
];

export const FILE_SELECTORS: readonly Argument[] = [
  { name: 'file_name', kind: 'list', default: '', summary: 'Of files with one of these words in the name' },
  { name: 'sha1', kind: 'list', default: '', summary: 'Of files with one of these SHA-1 hashes' },
  { name: 'sha256', kind: 'list', default: '', summary: 'Of files with one of these SHA-256 hashes' },
  { name: 'md5', kind: 'list', default: '', summary: 'Of files with one of these MD5 hashes' },
];

export const USER_SELECTOR: Argument = {
  name: 'username',
  kind: 'list',
  default: '',
  summary: 'Accounts, for the purposes that ask what an account did',
};

export const REMOTE_IP_COUNT: Argument = {
  name: 'remote_ip_count',
  kind: 'number',
  min: 0,
  default: '',
  summary: 'With smb_connections: only processes with more remote addresses than this',
};

export const PROCESS_CMD: Argument = {
  name: 'process_cmd',
  kind: 'text',
  summary: 'With registry_entry: what the command line of the process holds',
};

export const ASK: readonly Argument[] = [
  {
    name: 'query_operation',
    kind: 'choice',
    default: 'or',
    options: ['or', 'and'],
    summary: 'Whether one kind of selector is enough or all must hold',
  },
  { name: 'limit', kind: 'number', default: '50', max: 10_000, summary: 'How many rows a page has' },
  { name: 'page', kind: 'number', default: '1', max: 1000, summary: 'Which page, from 1' },
  { name: 'time_range', kind: 'text', summary: 'How far back, such as `60 minutes`, `6 hours`, `1 day`' },
  timeoutArgument('10'),
  {
    name: 'show_query',
    kind: 'text',
    default: 'false',
    summary: 'Show the KQL that was sent: `true` or `false`',
  },
  {
    name: 'ran_once_flag',
    kind: 'text',
    summary: 'Marks the second try after a quota was used up',
    unused: 'a used-up quota is waited for as long as `timeout` allows',
  },
];
