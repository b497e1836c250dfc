import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import type { Element } from './der.ts';
import { childOf, childrenOf, integerOf, octetsOf, oidOf, TAG } from './der.ts';
import { decryptRc2Cbc } from './rc2.ts';

const PBES2 = '1.2.840.113549.1.5.13';

/** RFC 7292 appendix C: key bytes, and the cipher they are for. */
const PKCS12_PBE: Readonly<Record<string, { readonly bytes: number; readonly cipher: string }>> = {
  '1.2.840.113549.1.12.1.3': { bytes: 24, cipher: 'des-ede3-cbc' },
  '1.2.840.113549.1.12.1.4': { bytes: 16, cipher: 'des-ede-cbc' },
  '1.2.840.113549.1.12.1.5': { bytes: 16, cipher: 'rc2' },
  '1.2.840.113549.1.12.1.6': { bytes: 5, cipher: 'rc2' },
};

/** RFC 8018 appendix B. */
const PBES2_CIPHERS: Readonly<Record<string, { readonly bytes: number; readonly cipher: string }>> = {
  '2.16.840.1.101.3.4.1.2': { bytes: 16, cipher: 'aes-128-cbc' },
  '2.16.840.1.101.3.4.1.22': { bytes: 24, cipher: 'aes-192-cbc' },
  '2.16.840.1.101.3.4.1.42': { bytes: 32, cipher: 'aes-256-cbc' },
  '1.2.840.113549.3.7': { bytes: 24, cipher: 'des-ede3-cbc' },
};

const PRF: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};

/** More rounds than any exporter uses; a file that asks for more wants to keep us busy. */
const MOST_ROUNDS = 10_000_000;

/** An algorithm we do not read. */
export class UnknownAlgorithm extends Error {
  override readonly name = 'UnknownAlgorithm';
}

/** Undoes what a password was used for. @param algorithm an AlgorithmIdentifier. */
export function decryptWithPassword(algorithm: Element, data: Buffer, password: string): Buffer {
  const oid = oidOf(childOf(algorithm, 0));
  if (oid === PBES2) return decryptPbes2(childOf(algorithm, 1), data, password);
  const pbe = PKCS12_PBE[oid];
  if (pbe === undefined) throw new UnknownAlgorithm(oid);
  const salt = octetsOf(childOf(algorithm, 1, 0));
  const rounds = roundsOf(childOf(algorithm, 1, 1));
  const key = deriveKey('sha1', 1, password, salt, rounds, pbe.bytes);
  const iv = deriveKey('sha1', 2, password, salt, rounds, 8);
  if (pbe.cipher === 'rc2') return decryptRc2Cbc(key, iv, data);
  // Two-key triple DES is three-key with the first one again.
  const full = pbe.bytes === 16 ? Buffer.concat([key, key.subarray(0, 8)]) : key;
  return decipher('des-ede3-cbc', full, iv, data);
}

function decryptPbes2(parameters: Element, data: Buffer, password: string): Buffer {
  const [saltElement, roundsElement, ...more] = childrenOf(childOf(parameters, 0, 1));
  if (saltElement === undefined || roundsElement === undefined) throw new RangeError('element is missing');
  const prfElement = more.find(({ tag }) => tag === TAG.sequence);
  const digest = prfElement === undefined ? 'sha1' : PRF[oidOf(childOf(prfElement, 0))];
  const cipher = PBES2_CIPHERS[oidOf(childOf(parameters, 1, 0))];
  if (digest === undefined || cipher === undefined) throw new UnknownAlgorithm('PBES2');
  const iv = octetsOf(childOf(parameters, 1, 1));
  const key = pbkdf2Sync(password, octetsOf(saltElement), roundsOf(roundsElement), cipher.bytes, digest);
  return decipher(cipher.cipher, key, iv, data);
}

function decipher(name: string, key: Buffer, iv: Buffer, data: Buffer): Buffer {
  const stream = createDecipheriv(name, key, iv);
  return Buffer.concat([stream.update(data), stream.final()]);
}

export function roundsOf(element: Element): number {
  const rounds = integerOf(element);
  if (rounds < 1 || rounds > MOST_ROUNDS) throw new RangeError('rounds out of range');
  return rounds;
}

/** RFC 7292 appendix B.2. @param purpose 1 key, 2 initialisation vector, 3 MAC key. */
export function deriveKey(
  digest: string,
  purpose: 1 | 2 | 3,
  password: string,
  salt: Buffer,
  rounds: number,
  bytes: number,
): Buffer {
  const block = digest === 'sha384' || digest === 'sha512' ? 128 : 64;
  const diversifier = Buffer.alloc(block, purpose);
  const input = Buffer.concat([stretch(salt, block), stretch(bmpString(password), block)]);
  const out: Buffer[] = [];
  for (let length = 0; length < bytes;) {
    let hash = createHash(digest).update(diversifier).update(input).digest();
    for (let round = 1; round < rounds; round += 1) hash = createHash(digest).update(hash).digest();
    out.push(hash);
    length += hash.byteLength;
    const addend = stretch(hash, block).subarray(0, block);
    for (let at = 0; at < input.byteLength; at += block) addPlusOne(input, at, addend);
  }
  return Buffer.concat(out).subarray(0, bytes);
}

/** Repeated until it fills whole blocks; nothing stays nothing. */
function stretch(bytes: Buffer, block: number): Buffer {
  if (bytes.byteLength === 0) return bytes;
  const size = Math.ceil(bytes.byteLength / block) * block;
  return Buffer.alloc(size, bytes);
}

function addPlusOne(input: Buffer, at: number, addend: Buffer): void {
  let carry = 1;
  for (let index = addend.byteLength - 1; index >= 0; index -= 1) {
    const sum = input.readUInt8(at + index) + addend.readUInt8(index) + carry;
    input[at + index] = sum & 255;
    carry = sum >> 8;
  }
}

/** UTF-16, big end first, with a zero at its end. */
function bmpString(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le').swap16();
}
