import type { Flag } from './flag.ts';

/** Flags that every command understands. */
export const GLOBAL_FLAGS: readonly Flag[] = [
  { name: 'profile', takes: 'text', placeholder: 'NAME', describe: 'profile of vedette.yaml to use' },
  {
    name: 'tenant',
    takes: 'text',
    placeholder: 'ID',
    describe: 'tenant to use instead of the one of the profile',
  },
  { name: 'config', takes: 'text', placeholder: 'FILE', describe: 'configuration file to read' },
  { name: 'json', takes: 'nothing', describe: 'one JSON document' },
  { name: 'ndjson', takes: 'nothing', describe: 'one JSON document a line, as records arrive' },
  {
    name: 'csv',
    takes: 'nothing',
    describe: 'comma-separated values (RFC 4180), exactly as the service gave them',
  },
  {
    name: 'spreadsheet',
    takes: 'nothing',
    describe: "like --csv, with ' before values that a spreadsheet would run as a formula",
  },
  { name: 'context', takes: 'nothing', describe: 'the Cortex XSOAR context, as JSON' },
  {
    name: 'query',
    takes: 'text',
    placeholder: 'JMESPATH',
    describe: 'what to take out of the result (https://jmespath.org)',
  },
  { name: 'timeout', takes: 'text', placeholder: 'TIME', describe: 'time allowed: 30, 30s, 5m, 1h' },
  {
    name: 'yes',
    short: 'y',
    takes: 'nothing',
    describe: 'answer yes to the question of a destructive command',
  },
  { name: 'dry-run', takes: 'nothing', describe: 'send nothing that changes anything' },
  { name: 'utc', takes: 'nothing', describe: 'show times in UTC instead of local time' },
  {
    name: 'color',
    takes: 'nothing',
    negatable: true,
    describe: 'colour, even where there is no terminal; --no-color for none',
  },
  { name: 'quiet', short: 'q', takes: 'nothing', describe: 'no remarks and no progress' },
  { name: 'verbose', short: 'v', takes: 'nothing', describe: 'requests with their ids and times, on stderr' },
  { name: 'help', short: 'h', takes: 'nothing', describe: 'explain the command' },
];
