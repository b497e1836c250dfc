import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { VedetteError } from '@vedette/sdk';

/** The text of a file in pieces, unpacked if it is gzip, whatever its name. */
export async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const bytes = createReadStream(path);
  const source = (await isGzip(path)) ? bytes.pipe(createGunzip()) : bytes;
  // The error of the file itself does not go through the pipe.
  bytes.on('error', (error) => source.destroy(error));
  try {
    for await (const piece of source) yield decoder.decode(piece as Buffer, { stream: true });
    const rest = decoder.decode();
    if (rest !== '') yield rest;
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function isGzip(path: string): Promise<boolean> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'There is no file',
  EISDIR: 'This is a folder, not a file:',
  EACCES: 'This file may not be read:',
  Z_BUF_ERROR: 'The packed file ends too early:',
  Z_DATA_ERROR: 'The packed file is damaged:',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'This file is not text in UTF-8:',
};

function unreadable(path: string, error: unknown): VedetteError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new VedetteError('MDE_INPUT', `${REASONS[code] ?? 'This file cannot be read:'} ${path}`, {
    advice: 'Nothing of this file was imported.',
    cause: error,
    facts: { file: path },
  });
}
