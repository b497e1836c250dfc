import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { VedetteError } from '../../error.ts';
import type { CacheKey } from './cache-key.ts';

/**
 * The form of the cache file: magic 6 · version 1 · salt 16 · key check 8 · nonce 12 · tag 16 · AES-256-GCM.
 * The key check tells a wrong key from a damaged file. Everything before the tag is authenticated.
 */
const MAGIC = Buffer.from('VEDTOK');
const VERSION = 1;
const SALT_AT = 7;
const CHECK_AT = 23;
const NONCE_AT = 31;
const TAG_AT = 43;
const BODY_AT = 59;

export function newSalt(): Buffer {
  return randomBytes(CHECK_AT - SALT_AT);
}

export function seal(plain: Buffer, key: CacheKey, salt: Buffer): Buffer {
  const secret = key(salt);
  const nonce = randomBytes(TAG_AT - NONCE_AT);
  const head = Buffer.concat([MAGIC, Buffer.from([VERSION]), salt, checkOf(secret), nonce]);
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(head);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([head, cipher.getAuthTag(), body]);
}

/** @throws VedetteError MDE_KEY for another key or a damaged file, MDE_STORE_VERSION for a newer form. */
export function unseal(sealed: Buffer, key: CacheKey, path: string): { plain: Buffer; salt: Buffer } {
  if (sealed.byteLength < BODY_AT || !sealed.subarray(0, MAGIC.byteLength).equals(MAGIC)) {
    throw damaged(path);
  }
  if (sealed[MAGIC.byteLength] !== VERSION) {
    throw new VedetteError(
      'MDE_STORE_VERSION',
      `The token cache ${path} has a form this Vedette cannot read.`,
    );
  }
  const salt = Buffer.from(sealed.subarray(SALT_AT, CHECK_AT));
  const secret = key(salt);
  if (!timingSafeEqual(sealed.subarray(CHECK_AT, NONCE_AT), checkOf(secret))) {
    throw new VedetteError('MDE_KEY', `The token cache ${path} was written with another key.`);
  }
  try {
    const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(NONCE_AT, TAG_AT))
      .setAAD(sealed.subarray(0, TAG_AT))
      .setAuthTag(sealed.subarray(TAG_AT, BODY_AT));
    return { plain: Buffer.concat([decipher.update(sealed.subarray(BODY_AT)), decipher.final()]), salt };
  } catch (error) {
    throw damaged(path, error);
  }
}

function damaged(path: string, cause?: unknown): VedetteError {
  return new VedetteError('MDE_KEY', `The token cache ${path} is damaged.`, {
    advice: `Delete ${path}, or run: vedette logout --all; then sign in again.`,
    cause,
  });
}

function checkOf(secret: Buffer): Buffer {
  return createHmac('sha256', secret)
    .update('vedette token cache')
    .digest()
    .subarray(0, NONCE_AT - CHECK_AT);
}
