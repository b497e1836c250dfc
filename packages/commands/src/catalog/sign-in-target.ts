import { resolve } from 'node:path';
import { parseAppAtRefreshToken, VedetteError } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import { defaultStore } from '../profile/paths.ts';
import type { Profile, ProfileAuth, SecretSource } from '../profile/profile.ts';
import { secretFrom } from '../profile/secret.ts';
import { saveProfile, saveSecret } from '../profile/write.ts';

type Flow = ProfileAuth['flow'];

/** The inputs of `signInInputs`, as they were given. */
export type SignInWish = { readonly flow?: Flow | undefined } & Readonly<
  Partial<
    Record<
      | 'tenant'
      | 'cloud'
      | 'clientId'
      | 'secretEnv'
      | 'secretFile'
      | 'certificate'
      | 'key'
      | 'fingerprint'
      | 'tokenFile'
      | 'tokenEnv'
      | 'redirectUri'
      | 'objectId'
      | 'resourceId'
      | 'endpoint'
      | 'as',
      string | undefined
    >
  >
>;

export interface Target {
  readonly profile: Profile;
  /** Writes the profile, where it is new or was changed; says which file. */
  save(): Promise<string | undefined>;
}

/** The fields of each flow that stand in the file as they are. */
const PLAIN: Readonly<Record<Flow, readonly (keyof SignInWish)[]>> = {
  'client-secret': ['clientId'],
  certificate: ['clientId', 'certificate', 'key', 'fingerprint'],
  federated: ['clientId', 'tokenFile'],
  'device-code': ['clientId'],
  'authorization-code': ['clientId', 'redirectUri'],
  'managed-identity': ['clientId', 'objectId', 'resourceId', 'endpoint'],
  broker: [],
  'refresh-token': ['clientId'],
  environment: [],
};

/** The secrets of each flow: the field, the flags that name a source, the question, and may it be left out? */
interface SecretField {
  readonly field: string;
  readonly from: 'secret' | 'token';
  readonly question: string;
  readonly optional?: boolean;
}

const SECRETS: Readonly<Partial<Record<Flow, readonly SecretField[]>>> = {
  'client-secret': [{ field: 'secret', from: 'secret', question: 'Value of the client secret' }],
  certificate: [
    { field: 'password', from: 'secret', question: 'Password of the certificate', optional: true },
  ],
  'authorization-code': [{ field: 'secret', from: 'secret', question: 'Client secret', optional: true }],
  broker: [
    { field: 'token', from: 'token', question: 'Token' },
    { field: 'key', from: 'secret', question: 'Key' },
  ],
  'refresh-token': [
    { field: 'refreshToken', from: 'secret', question: 'Refresh token, or APP_ID@REFRESH_TOKEN' },
  ],
};

/** Texts that must be there, with the question that asks for them. */
const ASKED: Readonly<Partial<Record<Flow, readonly (readonly [keyof SignInWish, string])[]>>> = {
  'client-secret': [['clientId', 'Application (client) id']],
  certificate: [
    ['clientId', 'Application (client) id'],
    ['certificate', 'PEM or PFX file'],
  ],
  federated: [
    ['clientId', 'Application (client) id'],
    ['tokenFile', 'File with the federated token'],
  ],
  'authorization-code': [['clientId', 'Application (client) id']],
  broker: [['clientId', 'ID']],
};

/**
 * The profile to sign in with: the one in use, or that one with what was given on the command line laid over
 * it, or a new one. What is missing is asked for where a person can answer.
 *
 * @throws VedetteError MDE_INPUT naming the flag that is missing.
 */
export async function findTarget(context: CommandContext, wish: SignInWish): Promise<Target> {
  const current = context.findProfile();
  const { as, ...said } = wish;
  const given = Object.values(said).some((value) => value !== undefined);
  const made = as ?? context.newProfile;
  if (current && !given && made === undefined) return { profile: current, save: async () => undefined };
  const flow = wish.flow ?? current?.auth.flow ?? 'device-code';
  const base = current?.auth.flow === flow ? current : undefined;
  const typed = new Map<string, string>();
  const auth = await authOf(context, flow, wish, base?.auth, typed);
  const name = made ?? (current && current.auth.flow !== 'environment' ? current.name : 'default');
  const profile = {
    ...current,
    // Hosts and scopes belong to a cloud; another cloud has its own.
    ...(wish.cloud === undefined ? {} : { hosts: undefined, scopes: undefined }),
    name,
    cloud: wish.cloud ?? current?.cloud ?? 'worldwide',
    tenant: wish.tenant ?? (await tenantFor(context, flow, current?.tenant)),
    auth,
  };
  const complete: Profile = {
    ...profile,
    store: base && base.name === name && !wish.tenant ? base.store : defaultStore(profile, context),
  };
  return { profile: complete, save: () => save(context, complete, typed) };
}

async function authOf(
  context: CommandContext,
  flow: Flow,
  wish: SignInWish,
  base: ProfileAuth | undefined,
  typed: Map<string, string>,
): Promise<ProfileAuth> {
  const auth: Record<string, unknown> = { ...base, flow };
  for (const field of PLAIN[flow]) {
    const value = wish[field];
    if (value !== undefined)
      auth[field] = ['certificate', 'key', 'tokenFile'].includes(field) ? resolve(value) : value;
  }
  if (flow === 'broker' && wish.clientId !== undefined) auth['id'] = wish.clientId;
  for (const [field, question] of ASKED[flow] ?? []) {
    const key = flow === 'broker' ? 'id' : field;
    if (field === 'certificate' && auth['fingerprint'] !== undefined) continue;
    auth[key] ??= await ask(context, question, field);
  }
  for (const { field, from, question, optional } of SECRETS[flow] ?? []) {
    const source = sourceOf(wish, from);
    if (source !== undefined) auth[field] = source;
    if (auth[field] !== undefined || optional) continue;
    const secret = await ask(context, question, `${from}Env`, true);
    auth[field] = secret;
    typed.set(field, secret);
  }
  if (flow === 'refresh-token') await splitRefreshToken(context, auth, typed);
  return auth as ProfileAuth;
}

/** `APP_ID@REFRESH_TOKEN` fills both fields, as it does in the Cortex XSOAR integration, wherever it stands. */
async function splitRefreshToken(
  context: CommandContext,
  auth: Record<string, unknown>,
  typed: Map<string, string>,
): Promise<void> {
  const secret = typed.get('refreshToken');
  if (secret?.includes('@')) {
    const { clientId, refreshToken } = parseAppAtRefreshToken(secret);
    auth['clientId'] ??= clientId;
    auth['refreshToken'] = refreshToken;
    typed.set('refreshToken', refreshToken);
  }
  if (auth['clientId'] !== undefined) return;
  const source = auth['refreshToken'] as SecretSource;
  const given = await secretFrom(source, context.environment)();
  if (!given.includes('@')) throw missing('clientId');
  auth['clientId'] = parseAppAtRefreshToken(given).clientId;
}

function sourceOf(wish: SignInWish, from: 'secret' | 'token'): SecretSource | undefined {
  const env = wish[`${from}Env`];
  const file = wish[`${from}File`];
  if (env !== undefined) return { env };
  return file === undefined ? undefined : { file: resolve(file) };
}

const FLOWS_OF_ONE_TENANT: readonly Flow[] = ['client-secret', 'certificate', 'federated'];

async function tenantFor(context: CommandContext, flow: Flow, current: string | undefined): Promise<string> {
  const named = current !== undefined && !/^(organizations|common|consumers)$/i.test(current);
  if (named || !FLOWS_OF_ONE_TENANT.includes(flow)) return current ?? 'organizations';
  return ask(context, 'Tenant id or domain', 'tenant');
}

async function ask(
  context: CommandContext,
  question: string,
  input: string,
  secret = false,
): Promise<string> {
  const answer = (await context.person?.ask(question, { secret }))?.trim();
  if (answer) return answer;
  throw missing(input);
}

function missing(input: string): VedetteError {
  const flag = input.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const file = input.endsWith('Env') ? ` or --${flag.replace(/env$/, 'file')}` : '';
  return new VedetteError('MDE_INPUT', `${input}: is missing`, {
    advice: `Add --${flag}${file}; see docs/sign-in.md.`,
    facts: { argument: input },
  });
}

async function save(
  context: CommandContext,
  profile: Profile,
  typed: ReadonlyMap<string, string>,
): Promise<string> {
  const { configFile: file } = context;
  const auth: Record<string, unknown> = { ...profile.auth };
  for (const [field, secret] of typed) {
    auth[field] = { file: await saveSecret(file, profile.name, field, secret) };
  }
  const { cloud, tenant, hosts, scopes, route, ca, proxy, gateway, timeout } = profile;
  await saveProfile(file, profile.name, {
    cloud,
    tenant,
    hosts,
    scopes,
    auth: auth as ProfileAuth,
    route,
    ca,
    proxy,
    gateway,
    timeout,
  });
  return file;
}
