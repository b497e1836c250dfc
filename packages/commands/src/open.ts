import { join } from 'node:path';
import {
  connect,
  createCredential,
  createDispatcher,
  createIdentityHttp,
  fileTokenStore,
  keySourceFrom,
  resolveCloud,
  VedetteError,
  type Cloud,
  type Defender,
  type DispatcherOptions,
  type TokenStore,
  type TraceEvent,
} from '@vedette/sdk';
import type { Mirror } from '@vedette/mirror';
import { holdBack } from './catalog/rehearsal.ts';
import type { CommandContext, Person, Progress } from './context.ts';
import { credentialSpec } from './profile/credential-spec.ts';
import { personalConfigFile, stateFolder } from './profile/paths.ts';
import type { Profile } from './profile/profile.ts';
import { withRoute } from './profile/route.ts';
import { secretFrom, textOf } from './profile/secret.ts';

export interface OpenOptions {
  /** Absent only for commands whose profile is optional. */
  readonly profile?: Profile | undefined;
  readonly newProfile?: string | undefined;
  /** `Config.writable`. Default: the person's own `vedette.yaml`. */
  readonly configFile?: string | undefined;
  readonly warnings?: readonly string[] | undefined;
  /** Default: that of the process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly now?: (() => number) | undefined;
  /** Default: as `note`. */
  readonly show?: ((text: string) => void) | undefined;
  readonly note?: ((text: string) => void) | undefined;
  readonly progress?: ((progress: Progress) => void) | undefined;
  readonly person?: Person | undefined;
  readonly piped?: (() => Promise<string>) | undefined;
  readonly pipedLines?: (() => AsyncIterable<string>) | undefined;
  readonly dryRun?: boolean | undefined;
  /** Milliseconds allowed for one request, in place of the profile's. */
  readonly timeoutMs?: number | undefined;
  readonly onTrace?: ((event: TraceEvent) => void) | undefined;
  /** Keep to the published quotas. Default: true. */
  readonly quotas?: boolean | undefined;
  /** Default: the encrypted file in the state folder. */
  readonly tokens?: TokenStore | undefined;
}

export interface OpenedContext extends CommandContext {
  /** Closes connections and the mirror. */
  close(): Promise<void>;
}

/** What a command runs with. Nothing is read, opened or asked for before the command does. */
export function openContext(options: OpenOptions = {}): OpenedContext {
  const environment = options.environment ?? process.env;
  let store = options.tokens;
  const tokens = (): TokenStore => (store ??= openTokens(environment));
  return contextOf({ ...options, environment, tokens }, []);
}

/** @throws VedetteError MDE_CONFIG when one of the files cannot be read. */
async function gatewayOf(
  { gateway }: Profile,
  environment: Shared['environment'],
): Promise<DispatcherOptions['client']> {
  if (gateway === undefined) return undefined;
  const { certificate, key, password } = gateway;
  return {
    cert: await textOf(certificate, 'The certificate for the gateway'),
    key: await textOf(key, 'The key for the gateway'),
    ...(password !== undefined && { passphrase: await secretFrom(password, environment)() }),
  };
}

/** The token cache of this machine: encrypted, shared by all profiles and processes. */
function openTokens(environment: Readonly<Record<string, string | undefined>>): TokenStore {
  const folder = stateFolder({ environment });
  return fileTokenStore({
    path: join(folder, 'tokens'),
    key: keySourceFrom(environment, join(folder, 'key')),
  });
}

interface Shared extends Omit<OpenOptions, 'tokens' | 'environment'> {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly tokens: () => TokenStore;
}

type Close = () => Promise<void> | void;

function contextOf(shared: Shared, closers: Close[]): OpenedContext {
  const { environment, tokens, now = Date.now, note = () => {}, dryRun = false } = shared;
  const profile = (): Profile => {
    if (shared.profile) return withRoute(shared.profile);
    throw new VedetteError('MDE_SIGN_IN_REQUIRED', 'There is no profile yet: no vedette.yaml was found', {
      advice: 'Run: vedette login',
    });
  };
  const cloud = (): Cloud => resolveCloud(profile().cloud, profile().hosts, profile().scopes);
  const authorities = once(async () => {
    const { ca } = profile();
    return ca === undefined ? undefined : textOf(ca, 'The file of certificate authorities');
  });
  const way = once(async (): Promise<DispatcherOptions> => ({
    proxy: profile().proxy,
    ca: await authorities(),
    client: await gatewayOf(profile(), environment),
    env: environment,
  }));
  const identityHttp = once(async () =>
    createIdentityHttp({ ...(await way()), timeoutMs: timeoutOf(shared) }),
  );
  const credential = once(async () =>
    createCredential(credentialSpec(profile().auth, environment), {
      cloud: cloud(),
      tenant: profile().tenant,
      http: await identityHttp(),
      store: tokens(),
      now,
      env: environment,
    }),
  );
  const defender = once(async (): Promise<Defender> => {
    const options = await way();
    const opened = connect({
      ...options,
      credential: await credential(),
      cloud: cloud(),
      route: profile().route,
      onNote: note,
      onTrace: shared.onTrace,
      timeoutMs: timeoutOf(shared),
      quotas: shared.quotas,
      dispatcher: dryRun ? holdBack(await ownDispatcher(options, closers), cloud()) : undefined,
    });
    closers.push(() => opened.close());
    return opened;
  });
  let opened: Mirror | undefined;
  return {
    get profile() {
      return profile();
    },
    findProfile: () => shared.profile,
    newProfile: shared.newProfile,
    withProfile: (other) => contextOf({ ...shared, profile: other }, closers),
    configFile: shared.configFile ?? personalConfigFile({ environment }),
    warnings: shared.warnings ?? [],
    environment,
    cloud,
    identityHttp,
    tokens,
    defender,
    credential,
    mirror: async (how) => {
      if (opened) return opened;
      const { openMirror } = await import('@vedette/mirror');
      const mirror = await openMirror(profile().store, how);
      closers.push(() => mirror.close());
      return (opened = mirror);
    },
    signal: shared.signal ?? new AbortController().signal,
    now,
    note,
    show: shared.show ?? note,
    progress: shared.progress ?? (() => {}),
    dryRun,
    person: shared.person,
    piped: shared.piped,
    pipedLines: shared.pipedLines,
    timeoutMs: shared.timeoutMs,
    close: async () => {
      for (const close of closers.splice(0).toReversed()) await close();
    },
  };
}

async function ownDispatcher(
  way: Parameters<typeof createDispatcher>[0],
  closers: Close[],
): ReturnType<typeof createDispatcher> {
  const dispatcher = await createDispatcher(way);
  closers.push(() => dispatcher.close());
  return dispatcher;
}

function timeoutOf({ timeoutMs, profile }: Shared): number | undefined {
  return timeoutMs ?? (profile?.timeout === undefined ? undefined : profile.timeout * 1000);
}

/** Runs once and gives the same to all; a failure is not remembered. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
