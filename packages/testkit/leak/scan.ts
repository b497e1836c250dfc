import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { needlesOf, type LeakForm } from './needle.ts';
import { indexNeedles, type NeedleIndex } from './needle-index.ts';

/** A secret of the run found where it must not be. It never carries the secret itself. */
export interface Leak {
  /** Relative to the folder that was searched. */
  readonly file: string;
  readonly form: LeakForm;
  readonly hint: string;
  /** Byte at which it begins. */
  readonly at: number;
}

const LIST = 'secrets.list';
/** Folders of this name belong to the simulator, which may write down its own secrets. */
const EXEMPT_FOLDER = 'simulator';
const CHUNK = 4 * 1024 * 1024;
const JWT = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/g;
const LONGEST_JWT = 8192;

/**
 * Searches every file of a run folder for every secret on its list, as it is, URL-encoded and in base64, and
 * for anything shaped like a signed JWT.
 * @throws Error when the folder cannot be read.
 */
export async function scanForSecrets(folder: string): Promise<Leak[]> {
  const secrets = new Set((await readList(join(folder, LIST))).filter((line) => line.length >= 8));
  const index = indexNeedles([...secrets].flatMap(needlesOf));
  const leaks: Leak[] = [];
  for (const file of await listFiles(folder)) {
    const name = relative(folder, file);
    for await (const leak of scanFile(file, index)) leaks.push({ file: name, ...leak });
  }
  return leaks;
}

async function* scanFile(file: string, index: NeedleIndex): AsyncGenerator<Omit<Leak, 'file'>> {
  // What ends one chunk is looked at again with the next, so that nothing is missed between two.
  const overlap = Math.max(index.longest, LONGEST_JWT);
  const seen = new Set<string>();
  let carried = Buffer.alloc(0);
  let start = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    const bytes = Buffer.concat([carried, chunk]);
    for (const leak of leaksIn(bytes, index)) {
      const key = `${leak.form} ${start + leak.at}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield { ...leak, at: start + leak.at };
    }
    carried = bytes.subarray(Math.max(0, bytes.length - overlap));
    start += bytes.length - carried.length;
  }
}

function* leaksIn(bytes: Buffer, index: NeedleIndex): Generator<Omit<Leak, 'file'>> {
  for (const { needle, at } of index.find(bytes)) yield { form: needle.form, hint: needle.hint, at };
  for (const match of bytes.toString('latin1').matchAll(JWT))
    yield { form: 'jwt', hint: `a token of ${match[0].length} characters`, at: match.index };
}

async function readList(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split('\n');
  } catch (error) {
    // No test registered a secret: there is still the search for tokens.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: false });
  const nested = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === EXEMPT_FOLDER ? [] : listFiles(path);
      return entry.isFile() && entry.name !== LIST ? [path] : [];
    }),
  );
  return nested.flat();
}
