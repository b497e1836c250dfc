import type { KeyObject } from 'node:crypto';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { VedetteError } from '../../error.ts';
import { isPem, pemBlocks } from './pem.ts';
import { readPfx } from './pfx.ts';

export interface CertificateSource {
  /** Path of a PEM or PFX file, or PEM text. */
  readonly certificate: string;
  /** Path of a PEM file, or PEM text, where the key does not stand with the certificate. */
  readonly key?: string | undefined;
  readonly password?: string | undefined;
}

export interface LoadedCertificate {
  /** PKCS #8 PEM without a password. */
  readonly privateKey: string;
  /** Certificate of the key, then its issuers, in PEM. */
  readonly chain: string;
  /** Hexadecimal digests of the certificate. */
  readonly sha1: string;
  readonly sha256: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

interface Parts {
  readonly keys: readonly KeyObject[];
  readonly certificates: readonly X509Certificate[];
}

/** @throws VedetteError MDE_CREDENTIAL saying which file, and whether it is the password. */
export async function loadCertificate(source: CertificateSource): Promise<LoadedCertificate> {
  const main = await readParts(source.certificate, source.password);
  const keys = source.key === undefined ? main.keys : (await readParts(source.key, source.password)).keys;
  const name = nameOf(source.certificate);
  if (main.certificates.length === 0) throw unusable(`${name} holds no certificate`);
  if (keys.length === 0) {
    throw unusable(`There is no private key in ${nameOf(source.key ?? source.certificate)}`, {
      advice: 'Give the private key with the certificate, or in a file of its own as `key`.',
    });
  }
  for (const key of keys) {
    const leaf = main.certificates.find((certificate) => certificate.checkPrivateKey(key));
    if (leaf === undefined) continue;
    if (key.asymmetricKeyType !== 'rsa')
      throw unusable(`The key of ${name} is not RSA, which Entra requires`);
    const others = main.certificates.filter((certificate) => certificate !== leaf);
    return {
      privateKey: key.export({ type: 'pkcs8', format: 'pem' }) as string,
      chain: [leaf, ...others].map(String).join(''),
      sha1: leaf.fingerprint.replaceAll(':', ''),
      sha256: leaf.fingerprint256.replaceAll(':', ''),
      expiresAt: Date.parse(leaf.validTo),
    };
  }
  throw unusable(`The private key does not belong to the certificate in ${name}`);
}

/** The key alone, for a certificate that is known by its thumbprint only. PKCS #8 PEM. */
export async function loadPrivateKey(source: string, password: string | undefined): Promise<string> {
  const [key] = (await readParts(source, password)).keys;
  if (key === undefined) throw unusable(`There is no private key in ${nameOf(source)}`);
  return key.export({ type: 'pkcs8', format: 'pem' }) as string;
}

async function readParts(source: string, password: string | undefined): Promise<Parts> {
  if (isPem(source)) return partsOfPem(source, password, nameOf(source));
  let bytes: Buffer;
  try {
    bytes = await readFile(source);
  } catch (error) {
    throw unusable(`The file ${source} cannot be read`, { cause: error });
  }
  const text = bytes.toString('latin1');
  if (isPem(text)) return partsOfPem(text, password, source);
  try {
    const content = readPfx(bytes, password ?? '');
    return {
      keys: content.keys.map((key) => createPrivateKey({ key, format: 'der', type: 'pkcs8' })),
      certificates: content.certificates.map((der) => new X509Certificate(der)),
    };
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (name === 'WrongPassword') throw wrongPassword(source, password, error);
    if (name === 'UnknownAlgorithm') {
      throw unusable(`${source} is encrypted in a way that cannot be read here`, {
        advice: 'Export it again with AES-256, or as PEM.',
      });
    }
    throw unusable(`${source} is neither PEM nor PFX`, { cause: error });
  }
}

function partsOfPem(text: string, password: string | undefined, name: string): Parts {
  const keys: KeyObject[] = [];
  const certificates: X509Certificate[] = [];
  for (const block of pemBlocks(text)) {
    if (block.label === 'CERTIFICATE') certificates.push(certificateOf(block.text, name));
    if (block.label.endsWith('PRIVATE KEY')) keys.push(keyOf(block.text, password, name));
  }
  return { keys, certificates };
}

function certificateOf(pem: string, name: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw unusable(`A certificate in ${name} is damaged`, { cause: error });
  }
}

function keyOf(pem: string, password: string | undefined, name: string): KeyObject {
  const encrypted = /ENCRYPTED/.test(pem);
  if (encrypted && password === undefined) throw wrongPassword(name, password, undefined);
  try {
    return createPrivateKey(password === undefined ? pem : { key: pem, passphrase: password });
  } catch (error) {
    if (encrypted) throw wrongPassword(name, password, error);
    throw unusable(`The private key in ${name} is damaged`, { cause: error });
  }
}

function nameOf(source: string): string {
  return isPem(source) ? 'the PEM text' : source;
}

function wrongPassword(name: string, password: string | undefined, cause: unknown): VedetteError {
  const missing = password === undefined;
  return unusable(
    missing ? `${name} is protected by a password, and none was given` : `The password of ${name} is wrong`,
    { advice: missing ? 'Give `password` in the profile.' : 'Correct `password` in the profile.', cause },
  );
}

function unusable(message: string, detail: { advice?: string; cause?: unknown } = {}): VedetteError {
  return new VedetteError('MDE_CREDENTIAL', `${message.charAt(0).toUpperCase()}${message.slice(1)}.`, detail);
}
