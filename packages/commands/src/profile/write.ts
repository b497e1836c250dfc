import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { VedetteError } from '@vedette/sdk';
import { Document, parseDocument } from 'yaml';
import { parseConfig } from './document.ts';
import type { Profile } from './profile.ts';

/** What of a profile stands in the file; the rest follows from where the file lies. */
export type WrittenProfile = Pick<Profile, 'cloud' | 'tenant' | 'auth'> &
  Partial<Pick<Profile, 'hosts' | 'scopes' | 'route' | 'ca' | 'proxy' | 'gateway' | 'timeout'>>;

/**
 * Puts a profile into `vedette.yaml`, which is made when it is not there. Comments and all other profiles stay
 * as they are; the first profile becomes the default. The file is replaced in one step and is the owner's alone.
 *
 * @throws VedetteError MDE_CONFIG when the file is not valid as it stands or cannot be written.
 */
export async function saveProfile(file: string, name: string, profile: WrittenProfile): Promise<void> {
  const source = await existing(file);
  if (source !== undefined) parseConfig(source, file);
  const document = source?.trim() ? parseDocument(source) : new Document({});
  for (const [key, value] of Object.entries(profile)) {
    if (value !== undefined) document.setIn(['profiles', name, key], document.createNode(withoutGaps(value)));
  }
  if (!document.has('default')) document.set('default', name);
  const text = document.toString({ lineWidth: 0 });
  parseConfig(text, file);
  await replaceFile(file, text);
}

/**
 * Keeps a secret that a person typed in a file of its own beside `vedette.yaml`, so that the configuration
 * can be shown to others.
 *
 * @returns the path as it is to stand in `vedette.yaml`.
 */
export async function saveSecret(file: string, name: string, field: string, secret: string): Promise<string> {
  const path = join(dirname(file), 'secrets', `${name}.${field}`);
  await replaceFile(path, secret);
  return relative(dirname(file), path).replaceAll('\\', '/');
}

function withoutGaps(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
}

async function existing(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unwritable(file, error);
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw unwritable(file, error);
  }
}

function unwritable(file: string, cause: unknown): VedetteError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  if (code === 'ENOSPC') {
    return new VedetteError('MDE_DISK_FULL', `${file} cannot be written: the disk is full`, { cause });
  }
  return new VedetteError('MDE_CONFIG', `${file} cannot be written (${code})`, {
    advice: 'Check the folder and its permissions, or name another file with --config.',
    facts: { file },
    cause,
  });
}
