import { VedetteError } from '../error.ts';
import { CLOSED_CLOUDS, CLOUD_ALIASES, CLOUDS } from './clouds.ts';
import type { CloudRow } from './clouds.ts';
import type { Audience } from './credential.ts';

export type CloudHosts = Partial<Record<'login' | Audience, string | undefined>>;
export type CloudScopes = Partial<Record<Audience, string | undefined>>;

/** A row of the table of clouds with the hosts of a profile laid over it. */
export interface Cloud extends CloudRow {
  readonly name: string;
  /** Tells clouds apart in the token cache: the name, and what was laid over it. */
  readonly id: string;
}

/**
 * @param hosts replace those of the cloud: a simulator, a gateway, or all hosts of `custom`.
 * @param scopes replace those of the cloud. Without them the audiences stay, whatever the host.
 * @throws VedetteError MDE_CLOUD for a cloud that was closed; MDE_CONFIG for an unknown name, a host that is no URL, or plain http beyond loopback.
 */
export function resolveCloud(name: string, hosts: CloudHosts = {}, scopes: CloudScopes = {}): Cloud {
  const row = rowOf(name);
  const over = definedOf(hosts);
  for (const [which, host] of Object.entries(over)) over[which] = checkedHost(which, host);
  if (row.name === 'custom' && over['login'] === undefined) {
    throw new VedetteError('MDE_CONFIG', 'The custom cloud has no login host.', {
      advice: 'Give hosts.login, and every other host that is used, in the profile.',
    });
  }
  const otherScopes = definedOf(scopes);
  const lacks: Partial<Record<Audience, string>> = { ...row.lacks };
  // A host can be added to a cloud of one's own; that China has no Defender API no host can change.
  if (row.name === 'custom') for (const audience of AUDIENCES) if (over[audience]) delete lacks[audience];
  const distinct = Object.keys(over).length + Object.keys(otherScopes).length > 0;
  return {
    ...row,
    ...over,
    scopes: { ...row.scopes, ...otherScopes },
    lacks,
    id: distinct ? JSON.stringify([row.name, over['login'] ?? row.login, otherScopes]) : row.name,
  };
}

const AUDIENCES = ['graph', 'endpoint', 'xdr'] as const satisfies readonly Audience[];

/** Base URL of an API, without a slash at its end. @throws VedetteError MDE_CLOUD with the reason. */
export function hostOf(cloud: Cloud, audience: Audience): string {
  refuseLack(cloud, audience);
  return cloud[audience];
}

/** What to ask for in `scope`. @throws VedetteError MDE_CLOUD with the reason. */
export function scopeOf(cloud: Cloud, audience: Audience): string {
  refuseLack(cloud, audience);
  return cloud.scopes[audience];
}

/** The same as a resource URI, for managed identities and the v1 endpoint. */
export function resourceOf(cloud: Cloud, audience: Audience): string {
  return scopeOf(cloud, audience).replace(/\/\.default$/, '');
}

/** True for the addresses of this machine: the only ones where plain http is not a leak. */
export function isLoopback(url: string): boolean {
  const hostname = URL.parse(url)?.hostname ?? '';
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function refuseLack(cloud: Cloud, audience: Audience): void {
  const reason = cloud.lacks?.[audience];
  if (reason === undefined) return;
  throw new VedetteError('MDE_CLOUD', `${reason}.`, { facts: { cloud: cloud.name, audience } });
}

function rowOf(name: string): CloudRow & { name: string } {
  const wanted = name.trim().toLowerCase();
  const known = Object.hasOwn(CLOUD_ALIASES, wanted) ? String(CLOUD_ALIASES[wanted]) : wanted;
  if (known === 'custom') {
    const missing = (key: string): string => `The custom cloud of this profile has no hosts.${key}`;
    const lacks = { graph: missing('graph'), endpoint: missing('endpoint'), xdr: missing('xdr') };
    return { ...CLOUDS.worldwide, name: 'custom', lacks };
  }
  if (Object.hasOwn(CLOUDS, known)) return { ...CLOUDS[known as keyof typeof CLOUDS], name: known };
  const closed = Object.hasOwn(CLOSED_CLOUDS, wanted) ? CLOSED_CLOUDS[wanted] : undefined;
  if (closed !== undefined) {
    throw new VedetteError('MDE_CLOUD', `${closed}.`, {
      advice: 'Use the cloud the tenant was moved to: worldwide, as a rule.',
      facts: { cloud: wanted },
    });
  }
  throw new VedetteError('MDE_CONFIG', `There is no cloud named "${name}".`, {
    advice: `Use one of: ${Object.keys(CLOUDS).join(', ')}, custom.`,
  });
}

function definedOf(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** @throws VedetteError MDE_CONFIG when it is no URL, or plain http beyond this machine. */
export function checkedHost(which: string, host: string): string {
  const url = URL.parse(host);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new VedetteError('MDE_CONFIG', `hosts.${which} is not a URL: ${host}`);
  }
  if (url.protocol === 'http:' && !isLoopback(host)) {
    throw new VedetteError('MDE_CONFIG', `hosts.${which} must be https: ${host}`, {
      advice: 'Plain http is accepted on this machine only (127.0.0.1, ::1, localhost).',
    });
  }
  return host.replace(/\/+$/, '');
}
