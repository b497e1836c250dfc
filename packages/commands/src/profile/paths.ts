import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Profile } from './profile.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What of the machine decides where files lie; injected so that a test can be any machine. */
export interface Place {
  readonly environment: Environment;
  readonly platform?: NodeJS.Platform | undefined;
  readonly home?: string | undefined;
  readonly cwd?: string | undefined;
}

/**
 * Folder of the mirror and the token cache: `VEDETTE_HOME`, else the state folder of the platform.
 *
 * @see https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function stateFolder({ environment, platform = process.platform, home = homedir() }: Place): string {
  if (environment['VEDETTE_HOME']) return environment['VEDETTE_HOME'];
  if (platform === 'win32') {
    return join(environment['LOCALAPPDATA'] || join(home, 'AppData', 'Local'), 'vedette');
  }
  return join(environment['XDG_STATE_HOME'] || join(home, '.local', 'state'), 'vedette');
}

/** The person's own configuration file, which `login` writes when there is none. */
export function personalConfigFile({
  environment,
  platform = process.platform,
  home = homedir(),
}: Place): string {
  if (environment['VEDETTE_HOME']) return join(environment['VEDETTE_HOME'], 'vedette.yaml');
  if (platform === 'win32') {
    return join(environment['APPDATA'] || join(home, 'AppData', 'Roaming'), 'vedette', 'vedette.yaml');
  }
  return join(environment['XDG_CONFIG_HOME'] || join(home, '.config'), 'vedette', 'vedette.yaml');
}

/**
 * Where `vedette.yaml` may lie, best first. One that was named (`--config`, `VEDETTE_CONFIG`) must be there;
 * the others are looked for.
 */
export function configFiles(place: Place, named?: string): { named?: string; candidates: string[] } {
  const wanted = named ?? place.environment['VEDETTE_CONFIG'];
  if (wanted) return { named: wanted, candidates: [wanted] };
  const candidates = [join(place.cwd ?? process.cwd(), 'vedette.yaml'), personalConfigFile(place)];
  return { candidates };
}

/** One mirror for each cloud and tenant, so that a profile pointed elsewhere cannot mix two of them. */
export function defaultStore(
  profile: Pick<Profile, 'name' | 'cloud' | 'hosts' | 'tenant'>,
  place: Place,
): string {
  const { name, cloud, hosts, tenant } = profile;
  const key = createHash('sha256')
    .update(JSON.stringify([cloud, hosts ?? null, tenant]))
    .digest('hex');
  return join(stateFolder(place), 'mirror', `${name}-${key.slice(0, 8)}.db`);
}
