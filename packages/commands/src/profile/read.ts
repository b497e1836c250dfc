import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { VedetteError } from '@vedette/sdk';
import { nearest } from '../nearest.ts';
import { environmentProfile } from './environment.ts';
import { parseConfig, type ConfigDocument } from './document.ts';
import { plainSecrets, profileFrom } from './fields.ts';
import { configFiles, defaultStore, personalConfigFile, type Place } from './paths.ts';
import type { Profile } from './profile.ts';
import { PROFILE_NAME } from './schema.ts';

export interface Config {
  /** The file that was read; absent when there is none. */
  readonly file: string | undefined;
  /** The file that `login` writes: the one that was read, or the person's own. */
  readonly writable: string;
  readonly default: string | undefined;
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Remarks for the person, such as a secret that stands in the file itself. */
  readonly warnings: readonly string[];
}

export interface ConfigOptions extends Partial<Place> {
  /** What `--config` says. */
  readonly file?: string | undefined;
}

/**
 * Finds and reads `vedette.yaml`: `--config`, `VEDETTE_CONFIG`, the working folder, the person's own folder.
 * None is no error: `login` begins without, and the `AZURE_*` variables make a profile of their own.
 *
 * @throws VedetteError MDE_CONFIG when a named file is not there, or for a mistake, with its line.
 */
export async function readConfig(options: ConfigOptions = {}): Promise<Config> {
  const place: Place = { ...options, environment: options.environment ?? process.env };
  const { named, candidates } = configFiles(place, options.file);
  for (const file of candidates) {
    const source = await sourceOf(file, named !== undefined);
    if (source === undefined) continue;
    return fromDocument(parseConfig(source, file), resolve(file), place);
  }
  const profile = environmentProfile(place);
  return {
    file: undefined,
    writable: named ?? personalConfigFile(place),
    default: profile?.name,
    profiles: new Map(profile ? [[profile.name, profile]] : []),
    warnings: [],
  };
}

/**
 * The profile to use: the one named, else `VEDETTE_PROFILE`, else the default, else the only one.
 *
 * @throws VedetteError MDE_CONFIG for a name that is not there, MDE_SIGN_IN_REQUIRED when there is none at all.
 */
export function chooseProfile(
  config: Config,
  name: string | undefined,
  environment: Place['environment'] = process.env,
): Profile {
  const names = [...config.profiles.keys()];
  const wanted = wantedProfile(config, name, environment);
  if (wanted === undefined) {
    if (names.length === 0) {
      throw new VedetteError('MDE_SIGN_IN_REQUIRED', 'There is no profile yet: no vedette.yaml was found', {
        advice: 'Run: vedette login, or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
      });
    }
    throw new VedetteError('MDE_CONFIG', 'There are several profiles and none is the default', {
      advice: `Add --profile with one of: ${names.join(', ')}.`,
      facts: { file: config.file, profiles: names },
    });
  }
  const profile = config.profiles.get(wanted);
  if (profile) return profile;
  const meant = nearest(wanted, names);
  throw new VedetteError(
    'MDE_CONFIG',
    `There is no profile "${wanted}"${meant ? `; did you mean "${meant}"?` : ''}`,
    {
      advice: names.length > 0 ? `Give one of: ${names.join(', ')}.` : 'Run: vedette login',
      facts: { file: config.file, profiles: names },
    },
  );
}

/** The name of the profile to use, which need not be there: see `chooseProfile`. */
export function wantedProfile(
  config: Config,
  name: string | undefined,
  environment: Place['environment'] = process.env,
): string | undefined {
  const names = [...config.profiles.keys()];
  return name ?? (environment['VEDETTE_PROFILE'] || undefined) ?? config.default ?? onlyOne(names);
}

/** @throws VedetteError MDE_INPUT for a name that no profile can have. */
export function checkProfileName(name: string): string {
  if (PROFILE_NAME.test(name)) return name;
  throw new VedetteError('MDE_INPUT', `A profile cannot be called "${name}"`, {
    advice: 'Use at most 64 letters, digits, - _ and . only.',
    facts: { argument: 'profile' },
  });
}

/** The same profile for another tenant (`--tenant`); its mirror and its archive are others. */
export function withTenant(profile: Profile, tenant: string, place: Place): Profile {
  const moved = { ...profile, tenant, archive: undefined };
  return { ...moved, store: defaultStore(moved, place) };
}

function onlyOne(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

async function sourceOf(file: string, named: boolean): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    if (!named && (code === 'ENOENT' || code === 'ENOTDIR')) return undefined;
    throw new VedetteError('MDE_CONFIG', `${file} cannot be read (${code})`, {
      advice: 'Check the path given by --config or VEDETTE_CONFIG, and its permissions.',
      facts: { file },
      cause,
    });
  }
}

function fromDocument(document: ConfigDocument, file: string, place: Place): Config {
  const warnings: string[] = [];
  const profiles = Object.entries(document.profiles).map(([name, fields]): [string, Profile] => {
    for (const key of plainSecrets(fields.auth)) {
      const line = document.lineOf(['profiles', name, 'auth', key]);
      warnings.push(
        `${file}:${line}: the ${key} of profile ${name} stands in the file itself; prefer { env: NAME } or { file: PATH }`,
      );
    }
    return [name, profileFrom(name, fields, dirname(file), place)];
  });
  return { file, writable: file, default: document.default, profiles: new Map(profiles), warnings };
}
