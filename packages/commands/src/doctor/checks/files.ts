import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, warn, type Check, type Finding } from '../finding.ts';

/** Can others on this machine read what only the owner should? Windows keeps such rights elsewhere. */
export const files: Check = async ({ stateFolder, profile, configFile, warnings }) => {
  const secret = [join(stateFolder, 'key'), join(stateFolder, 'tokens'), profile.store, configFile];
  if (profile.auth.flow === 'certificate') {
    const { key, certificate } = profile.auth;
    const file = key ?? certificate;
    if (file && !file.includes('-----BEGIN')) secret.push(file);
  }
  const found = await Promise.all(secret.map(modeOf));
  const open = found.filter((finding) => finding !== undefined);
  return [
    ...(open.length > 0 ? open : [ok('files', `Only you can read what is kept in ${stateFolder}`)]),
    ...warnings.map((text) =>
      warn('configuration', text, 'Move the secret to an environment variable or a file.'),
    ),
  ];
};

async function modeOf(path: string): Promise<Finding | undefined> {
  if (process.platform === 'win32') return undefined;
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!found || (found.mode & 0o077) === 0) return undefined;
  return warn(
    'files',
    `${path} can be read by others (mode ${(found.mode & 0o777).toString(8)})`,
    `Run: chmod go-rwx ${path}`,
  );
}
