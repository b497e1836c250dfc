import { join } from 'node:path';
import { scratch, type Cloud } from '@vedette/testkit';
import {
  catalog,
  inputFromWords,
  isLines,
  isTable,
  openContext,
  type CatalogEntry,
  type CommandId,
  type OpenedContext,
  type OpenOptions,
  type Person,
  type Profile,
  type Row,
} from '../src/index.ts';

/** A surface made for tests: it keeps what it was told, and answers like a person where it is given answers. */
export interface Surface {
  readonly context: OpenedContext;
  readonly notes: string[];
  readonly shown: string[];
  readonly folder: string;
}

export interface SurfaceOptions extends Omit<OpenOptions, 'person' | 'note'> {
  readonly folder?: string;
  /** Answers to questions, by a piece of the question. */
  readonly answers?: Readonly<Record<string, string>>;
  readonly onShow?: (text: string) => void | Promise<void>;
  readonly alone?: boolean;
}

export function surface(options: SurfaceOptions = {}): Surface {
  const notes: string[] = [];
  const shown: string[] = [];
  const folder = options.folder ?? scratch('commands');
  const person: Person = {
    ask: async (question) =>
      Object.entries(options.answers ?? {}).find(([part]) => question.includes(part))?.[1] ?? '',
    confirm: async () => true,
    open: async () => false,
  };
  const context = openContext({
    quotas: false,
    configFile: join(folder, 'vedette.yaml'),
    ...options,
    environment: { VEDETTE_HOME: folder, ...options.environment },
    note: (text) => notes.push(text),
    show: (text) => {
      shown.push(text);
      void options.onShow?.(text);
    },
    person: options.alone ? undefined : person,
  });
  return { context, notes, shown, folder };
}

/** A profile that points at the simulator, over TLS. */
export function profileAt({ info }: Cloud, change: Partial<Profile> = {}): Profile {
  const { login, graph, endpoint, xdr } = info.https;
  return {
    name: 'sim',
    cloud: 'worldwide',
    hosts: { login, graph, endpoint, xdr },
    ca: info.caFile,
    tenant: info.tenantId,
    auth: { flow: 'client-secret', clientId: info.clientId, secret: { env: 'SIM_SECRET' } },
    route: 'graph',
    store: join(scratch('mirror'), 'mirror.db'),
    ...change,
  };
}

export async function loadCommand(id: CommandId): ReturnType<CatalogEntry['load']> {
  const entry: CatalogEntry = catalog[id];
  return entry.load();
}

/** Runs a command as it is typed; rows are collected. */
export async function run(context: OpenedContext, id: CommandId, ...words: string[]): Promise<Row> {
  const command = await loadCommand(id);
  const result = command.run(context, inputFromWords(command, words));
  const record = result instanceof Promise ? await result : undefined;
  if (record === undefined || isTable(record) || isLines(record)) throw new TypeError(`${id} gives rows`);
  return record;
}

export async function rows(context: OpenedContext, id: CommandId, ...words: string[]): Promise<Row[]> {
  const command = await loadCommand(id);
  const running = command.run(context, inputFromWords(command, words));
  const result = running instanceof Promise ? await running : running;
  if (running instanceof Promise && !isTable(result) && !isLines(result))
    throw new TypeError(`${id} gives one record`);
  return Array.fromAsync(result as AsyncIterable<Row>);
}
