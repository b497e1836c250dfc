import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratch, startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { permissionTable } from '@vedette/sdk';
import { catalog, flagsOf, inputFromWords, type Command, type CommandId, type Row } from '@vedette/commands';
import { GLOBAL_FLAGS } from '../../../cli/src/words/global-flags.ts';
import { loadCommand, profileAt, rows, run, surface, type Surface } from '../surface.ts';

const ids = Object.keys(catalog) as CommandId[];
const commands = new Map<CommandId, Command>(
  await Promise.all(ids.map(async (id): Promise<[CommandId, Command]> => [id, await loadCommand(id)])),
);

/** What stands after the words of the command in an example, without the flags that all commands take. */
function wordsOf(id: CommandId, cli: string): string[] {
  const typed = [...cli.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  const { words } = catalog[id];
  expect(typed.slice(0, words.length)).toEqual(words);
  const own = flagsOf(commands.get(id)!).map((flag) => `--${flag.name}`);
  const left: string[] = [];
  const rest = typed.slice(words.length);
  for (let at = 0; at < rest.length; at++) {
    const global = GLOBAL_FLAGS.find(({ name }) => rest[at] === `--${name}` && !own.includes(`--${name}`));
    if (!global) left.push(rest[at]!);
    else if (global.takes !== 'nothing') at++;
  }
  return left;
}

interface Property {
  type?: string;
  enum?: unknown[];
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  pattern?: string;
  description?: string;
  items?: Property;
}

/** What of a schema has no bound. A pattern without `*` or `+` bounds what it describes. */
function unbounded({ type, enum: words, items, ...one }: Property, path: string): string[] {
  if (words || type === 'boolean') return [];
  if (type === 'array')
    return [...(one.maxItems === undefined ? [`${path}[]`] : []), ...unbounded(items ?? {}, path)];
  if (type === 'integer' || type === 'number') return one.maximum === undefined ? [path] : [];
  const bounded = one.maxLength !== undefined || (one.pattern !== undefined && !/[*+]/.test(one.pattern));
  return type === 'string' && bounded ? [] : [path];
}

describe.each(ids)('%s', (id) => {
  const command = commands.get(id)!;
  const properties = (z.toJSONSchema(command.input, { io: 'input' }).properties ?? {}) as Record<
    string,
    Property
  >;

  it('has a summary of one line, an effect and columns', () => {
    expect(command.summary).toMatch(/^[A-Z].{8,90}[^.]$/);
    expect(['read', 'write', 'destructive', 'local']).toContain(command.effect);
    // Of a hunt only the answer knows its columns.
    if (!id.startsWith('hunt.')) expect(command.columns.length).toBeGreaterThan(0);
  });

  it('is strict, and bounds and describes every input', () => {
    expect(command.input.safeParse({ noSuchInput: 1 }).success).toBe(false);
    expect(Object.entries(properties).flatMap(([name, one]) => unbounded(one, name))).toEqual([]);
    expect(flagsOf(command).filter((flag) => flag.description === '')).toEqual([]);
  });

  it('asks for a permission of every API it calls, and simulates that API', () => {
    for (const { audience, application, delegated } of command.permissions) {
      expect(command.simulator).toContain(audience);
      expect(application.length).toBeGreaterThan(0);
      expect(delegated.length).toBeGreaterThan(0);
    }
    const apis = command.simulator.filter((name) => ['graph', 'xdr', 'endpoint'].includes(name));
    expect(command.permissions.map(({ audience }) => audience).toSorted()).toEqual(apis.toSorted());
  });

  it('asks for the same permissions as the calls of the SDK', () => {
    for (const { audience, application, delegated } of command.permissions) {
      const rows = permissionTable.filter((row) => row.audience === audience);
      expect(rows.map((row) => [row.application, row.delegated])).toContainEqual([application, delegated]);
    }
  });

  it('has positional inputs that exist, a list only at their end', () => {
    const places = flagsOf(command).filter((flag) => flag.position !== undefined);
    expect(places.map(({ input }) => input).toSorted()).toEqual([...(command.positional ?? [])].toSorted());
    for (const { many, position } of places) if (many) expect(position).toBe(places.length - 1);
  });

  it('has examples that its own schema accepts', () => {
    for (const { cli, why } of command.examples) {
      expect(why).not.toBe('');
      expect(() => inputFromWords(command, wordsOf(id, cli)), cli).not.toThrow();
    }
  });

  it('has one name that goes round through every surface', () => {
    expect(id).toBe(command.id);
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
    const http = `/v1/${id.replace('.', '/')}`;
    expect(http.slice('/v1/'.length).replace('/', '.')).toBe(id);
    const mcp = id.replace('.', '_');
    expect(mcp).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    expect(mcp.replace('_', '.')).toBe(id);
    const words = catalog[id].words.join(' ');
    expect(ids.filter((other) => catalog[other].words.join(' ') === words)).toEqual([id]);
    if (!command.words) expect(words.replace(' ', '.')).toBe(id);
  });

  it('has flags that hide none of those all commands take, except for the tenant to sign in to', () => {
    const common = new Set(GLOBAL_FLAGS.map(({ name }) => name));
    const clash = flagsOf(command).filter(({ name }) => common.has(name) && name !== 'tenant');
    expect(clash).toEqual([]);
  });
});

/** Files that examples name, and the place where the test has them. */
const FILES = new Map(['hunt.kql', 'found.parquet'].map((name) => [name, join(scratch('walk'), name)]));

describe('the examples against the simulated cloud', () => {
  let cloud: Cloud;
  let at: Surface;
  let incident: string;
  let alert: string;

  beforeAll(async () => {
    cloud = await startCloud({ incidents: 12, seed: 'walk', quotas: false });
    await writeFile(FILES.get('hunt.kql')!, 'AlertInfo | where Timestamp > ago(30d) | take 5');
    at = surface({ profile: profileAt(cloud), environment: { SIM_SECRET: cloud.info.clientSecret } });
    const first = async (id: CommandId): Promise<string> =>
      String((await rows(at.context, id, '--limit', '1'))[0]?.['id']);
    incident = await first('incident.list');
    alert = await first('alert.list');
  });
  afterAll(async () => {
    await at.context.close();
    await cloud.stop();
  });

  const cases = ids
    .filter((id) => ['read', 'write'].includes(commands.get(id)!.effect))
    .flatMap((id) => commands.get(id)!.examples.map(({ cli }) => [id, cli] as const));

  it.each(cases)('%s: vedette %s', async (id, cli) => {
    const words = wordsOf(id, cli).map((word) => FILES.get(word) ?? word);
    // The examples name incidents and alerts of nobody; here they are about one that there is.
    if (commands.get(id)!.positional?.[0] === 'id') words[0] = id.startsWith('incident') ? incident : alert;
    const command = commands.get(id)!;
    if (command.output === 'rows' && !words.includes('--output')) {
      for (const row of await rows(at.context, id, ...words)) expect(row).toBeTypeOf('object');
    } else {
      const record: Row = await run(at.context, id, ...words);
      expect(Object.keys(record).length).toBeGreaterThan(0);
    }
  });

  it.each(['graph', 'native'] as const)(
    'a dry run of every write sends nothing by route %s',
    async (route) => {
      const dry = surface({
        profile: profileAt(cloud, { route }),
        environment: { SIM_SECRET: cloud.info.clientSecret },
        dryRun: true,
      });
      await cloud.admin('DELETE', '/_sim/journal');
      for (const [id, cli] of cases.filter(([id]) => commands.get(id)!.effect === 'write')) {
        const words = wordsOf(id, cli);
        words[0] = id.startsWith('incident') ? incident : alert;
        const plan = await run(dry.context, id, ...words);
        expect(plan).toMatchObject({ dryRun: true, changed: 'nothing' });
        const requests = plan['requests'] as { method: string; path: string; body: unknown }[];
        expect(requests.length).toBeGreaterThan(0);
        for (const { method, path } of requests) {
          expect(method).not.toBe('GET');
          expect(path).toContain(words[0]);
        }
      }
      await dry.context.close();
      const { entries } = await cloud.admin<{ entries: { method: string; service: string }[] }>(
        'GET',
        '/_sim/journal',
      );
      const data = entries.filter(({ service }) => ['graph', 'xdr', 'endpoint'].includes(service));
      expect(data.filter(({ method }) => method !== 'GET')).toEqual([]);
    },
  );
});
