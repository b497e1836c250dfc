import { readFile } from 'node:fs/promises';
import { VedetteError, type Secret } from '@vedette/sdk';
import type { SecretSource } from './profile.ts';

/**
 * Reads a secret when it is needed, each time anew, so that one that was replaced is picked up.
 *
 * @throws VedetteError MDE_CONFIG naming the variable or the file, never what stands in it.
 */
export function secretFrom(
  source: SecretSource,
  environment: Readonly<Record<string, string | undefined>>,
): Secret {
  return async () => {
    if (typeof source === 'string') return source;
    if ('env' in source) {
      const value = environment[source.env];
      if (value) return value;
      throw new VedetteError('MDE_CONFIG', `The environment variable ${source.env} is not set`, {
        advice: `Set ${source.env}, or name another source for the secret in the profile.`,
      });
    }
    return (await textOf(source.file, 'The file of the secret')).trim();
  };
}

/** @throws VedetteError MDE_CONFIG */
export async function textOf(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new VedetteError('MDE_CONFIG', `${what} cannot be read: ${file} (${code})`, {
      advice: 'Check the path in the profile, and its permissions.',
      facts: { file },
      cause,
    });
  }
}
