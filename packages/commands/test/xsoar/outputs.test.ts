import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { routeDifferences } from '@vedette/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIFFERENCES } from '../../src/xsoar/differences.ts';
import { openWarRoom, type WarRoom } from './setup.ts';

const file = fileURLToPath(
  new URL('../../../../../shared/xsoar/commands-xdr-and-graph.json', import.meta.url),
);
const present = existsSync(file);
const why = present ? '' : ' (skipped: ../shared/xsoar is not here)';

interface Contract {
  readonly name: string;
  readonly integration: string;
  readonly outputs: readonly { readonly path: string }[];
}

const contracts = present ? (JSON.parse(readFileSync(file, 'utf8')) as Contract[]) : [];

/** Lines that together bring out every kind of record; `{incident}` and `{alert}` are filled in. */
const LINES: Readonly<Record<string, string>> = {
  'microsoft-365-defender-incidents-list': 'limit=40',
  'microsoft-365-defender-incident-get': 'id={incident}',
  'microsoft-365-defender-incident-update': 'id={incident} comment=seen',
  'msg-list-security-incident': 'limit=40',
  'msg-update-security-incident': 'incident_id={incident} custom_tags=seen',
  'msg-search-alerts': 'limit=500',
  'msg-get-alert-details': '{alert}',
  'msg-update-alert': 'alert_id={alert} status=inProgress',
  'msg-create-alert-comment': '{alert} comment=seen',
};

let room: WarRoom;
let incident = '';
const alerts: Record<string, string[]> = { graph: [], native: [] };
beforeAll(async () => {
  room = await openWarRoom({ incidents: 130, seed: 'every kind' });
  const { raw } = await room.run('!msg-list-security-incident limit=1');
  incident = (raw as { id: string }[])[0]?.id ?? '';
  for (const route of ['graph', 'native'] as const) {
    const found = await room.run('!msg-search-alerts limit=60', { route });
    alerts[route] = (found.raw as { id: string }[]).map(({ id }) => id);
    await room.run(`!msg-create-alert-comment ${alerts[route]?.[0]} comment=seen`, { route });
  }
});
afterAll(() => room[Symbol.asyncDispose]());

/** Does any of the records have this dotted path, lists being looked through? */
function has(value: unknown, [name, ...below]: readonly string[]): boolean {
  if (name === undefined) return true;
  if (Array.isArray(value)) return value.some((item) => has(item, [name, ...below]));
  if (typeof value !== 'object' || value === null) return false;
  // A name may have a dot in it: `@odata.Type`.
  const [next, ...rest] = below;
  const dotted = next === undefined ? undefined : `${name}.${next}`;
  if (dotted !== undefined && dotted in value) return has((value as Record<string, unknown>)[dotted], rest);
  return name in value && has((value as Record<string, unknown>)[name], below);
}

function isExplained(command: string, path: string, route: string): boolean {
  if (DIFFERENCES.some((row) => row.commands.includes(command) && row.paths?.includes(path))) return true;
  if (route === 'graph') return false;
  const [, , ...names] = path.split('.');
  const field = names.map((name) => name.slice(0, 1).toLowerCase() + name.slice(1)).join('.');
  return routeDifferences().some(({ noun, field: listed, givenBy }) => {
    if (givenBy === 'native') return false;
    // Of one type of evidence, such as `deviceEvidence.version`: the context does not name the type.
    const within = noun === 'evidence' ? `evidence.${listed.replace(/^\w+Evidence\./, '')}` : listed;
    return field === within || field.startsWith(`${within}.`);
  });
}

describe.skipIf(!present).each(['graph', 'native'] as const)(
  `over %s, every path of the contract has a value or is explained${why}`,
  (route) => {
    it.each(Object.entries(LINES))('%s', async (name, line) => {
      const ids = line.includes('{alert}') ? (alerts[route] ?? []) : [''];
      const contexts: Record<string, unknown>[] = [];
      for (const id of name === 'msg-get-alert-details' ? ids : ids.slice(0, 1)) {
        const text = `!${name} ${line.replace('{incident}', incident).replace('{alert}', id)}`;
        contexts.push((await room.run(text, { route })).outputs);
      }
      const { outputs = [] } =
        contracts.find((one) => one.name === name && !one.integration.includes('Collector')) ?? {};
      expect(outputs.length).toBeGreaterThan(0);
      const missing = outputs
        .map(({ path }) => path)
        .filter((path) => {
          const [group, noun, ...names] = path.split('.');
          const records = contexts.flatMap((context) =>
            Object.entries(context).flatMap(([key, value]) =>
              key.startsWith(`${group}.${noun}(`) ? [value] : [],
            ),
          );
          return !has(records, names) && !isExplained(name, path, route);
        });
      expect(missing).toEqual([]);
    });
  },
);
