import { VedetteError, isVedetteError } from '@vedette/sdk';

/** Primary result codes. @see https://www.sqlite.org/rescode.html */
const SQLITE = {
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  NOTADB: 26,
};

const SENTENCES: ReadonlyMap<number, (path: string) => string> = new Map([
  [SQLITE.READONLY, (path) => `The store ${path} may be read but not written.`],
  [SQLITE.IOERR, (path) => `The disk failed while reading or writing the store ${path}.`],
  [SQLITE.CORRUPT, (path) => `The store ${path} is damaged.`],
  [SQLITE.CANTOPEN, (path) => `The store ${path} cannot be opened.`],
  [SQLITE.NOTADB, (path) => `${path} is not a store of Vedette.`],
]);

const DAMAGED = 'Move the file away and fetch again: everything in it comes from the cloud.';
const ADVICE: ReadonlyMap<number, string> = new Map([
  [SQLITE.CORRUPT, DAMAGED],
  [SQLITE.NOTADB, DAMAGED],
]);

/** Runs work on the store; what SQLite throws becomes an error of the closed set. */
export function guard<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explain(path, error);
  }
}

export function explain(path: string, error: unknown): VedetteError {
  if (isVedetteError(error)) return error;
  const code = primaryCode(error);
  const detail = { cause: error, facts: { path, sqlite: code } };
  if (code === SQLITE.BUSY || code === SQLITE.LOCKED) return busy(path, error);
  if (code === SQLITE.FULL) {
    return new VedetteError('MDE_DISK_FULL', `There is no room left to write the store ${path}.`, detail);
  }
  const sentence = code === undefined ? undefined : SENTENCES.get(code);
  if (code !== undefined && sentence !== undefined) {
    return new VedetteError('MDE_STORE', sentence(path), { ...detail, advice: ADVICE.get(code) });
  }
  return new VedetteError('MDE_INTERNAL', `The store ${path} did not do what was asked of it.`, detail);
}

export function busy(path: string, cause?: unknown): VedetteError {
  return new VedetteError('MDE_STORE_BUSY', `Another process is writing the store ${path}.`, {
    cause,
    facts: { path },
  });
}

/** The low byte; the rest of an extended code says where in SQLite it happened. */
function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error)) return undefined;
  return Number(error.errcode) & 0xff;
}
