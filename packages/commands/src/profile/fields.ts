import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { defaultStore, type Place } from './paths.ts';
import type { Profile, ProfileAuth, SecretSource } from './profile.ts';
import type { ProfileFields } from './schema.ts';

const SECRET_KEYS = ['secret', 'password', 'token', 'key', 'refreshToken'] as const;

/** The keys of this sign-in that hold a secret by value. */
export function plainSecrets(auth: ProfileAuth | ProfileFields['auth']): string[] {
  return SECRET_KEYS.filter(
    // The `key` of a certificate is the path of a file.
    (key) =>
      !(key === 'key' && auth.flow === 'certificate') &&
      typeof (auth as Record<string, unknown>)[key] === 'string',
  );
}

/** Paths in the file are relative to the file; `~` is the person's home. */
export function profileFrom(name: string, fields: ProfileFields, folder: string, place: Place): Profile {
  const path = (text: string): string => {
    const home = place.home ?? homedir();
    const expanded = /^~(?=$|[\\/])/.test(text) ? join(home, text.slice(1)) : text;
    return isAbsolute(expanded) ? expanded : resolve(folder, expanded);
  };
  const { ca, store, archive, gateway, ...rest } = fields;
  return {
    ...(rest as Pick<Profile, 'cloud' | 'tenant' | 'route' | 'hosts' | 'scopes' | 'proxy' | 'timeout'>),
    name,
    auth: withPaths(fields.auth as ProfileAuth, path),
    ca: ca === undefined ? undefined : path(ca),
    gateway: gateway && {
      certificate: path(gateway.certificate),
      key: path(gateway.key),
      password: gateway.password && withPath(gateway.password, path),
    },
    store: store === undefined ? defaultStore({ name, ...rest } as Profile, place) : path(store),
    ...(archive !== undefined && { archive: path(archive) }),
  };
}

function withPaths(auth: ProfileAuth, path: (text: string) => string): ProfileAuth {
  const FILES = ['certificate', 'tokenFile', ...(auth.flow === 'certificate' ? ['key'] : [])];
  const entries = Object.entries(auth as Record<string, unknown>).map(([key, value]) => {
    if (FILES.includes(key) && typeof value === 'string' && !value.includes('-----BEGIN'))
      return [key, path(value)];
    return [key, isSource(value) ? withPath(value, path) : value];
  });
  return Object.fromEntries(entries) as ProfileAuth;
}

function isSource(value: unknown): value is Exclude<SecretSource, string> {
  return typeof value === 'object' && value !== null;
}

function withPath(source: SecretSource, path: (text: string) => string): SecretSource {
  return typeof source === 'object' && 'file' in source ? { file: path(source.file) } : source;
}
