import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Element } from './der.ts';
import { childOf, childrenOf, octetsOf, oidOf, readElement, TAG } from './der.ts';
import { decryptWithPassword, deriveKey, roundsOf } from './pbe.ts';

/** What a PFX holds, in DER. */
export interface PfxContent {
  /** PKCS #8. */
  readonly keys: readonly Buffer[];
  readonly certificates: readonly Buffer[];
}

export class WrongPassword extends Error {
  override readonly name = 'WrongPassword';
}

const OID = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certBag: '1.2.840.113549.1.12.10.1.3',
  safeContents: '1.2.840.113549.1.12.10.1.6',
} as const;

const DIGESTS: Readonly<Record<string, { readonly name: string; readonly bytes: number }>> = {
  '1.3.14.3.2.26': { name: 'sha1', bytes: 20 },
  '2.16.840.1.101.3.4.2.4': { name: 'sha224', bytes: 28 },
  '2.16.840.1.101.3.4.2.1': { name: 'sha256', bytes: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'sha384', bytes: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'sha512', bytes: 64 },
};

/**
 * Reads PKCS #12 (RFC 7292). Node.js can use a PFX for TLS but does not give out what is in it.
 * @throws WrongPassword, UnknownAlgorithm, or RangeError when it is no PFX.
 */
export function readPfx(bytes: Buffer, password: string): PfxContent {
  const pfx = readElement(bytes);
  const authSafe = octetsOf(childOf(pfx, 1, 1, 0));
  const mac = childrenOf(pfx)[2];
  if (mac !== undefined) checkMac(mac, authSafe, password);
  const keys: Buffer[] = [];
  const certificates: Buffer[] = [];

  const readBags = (contents: Element): void => {
    for (const bag of childrenOf(contents)) {
      const value = childOf(bag, 1, 0);
      switch (oidOf(childOf(bag, 0))) {
        case OID.keyBag:
          keys.push(value.whole);
          break;
        case OID.shroudedKeyBag:
          keys.push(
            guarded(() => decryptWithPassword(childOf(value, 0), octetsOf(childOf(value, 1)), password)),
          );
          break;
        case OID.certBag:
          certificates.push(octetsOf(childOf(value, 1, 0)));
          break;
        case OID.safeContents:
          readBags(value);
          break;
        default: // Revocation lists and secrets: nothing we need.
      }
    }
  };

  for (const info of childrenOf(readElement(authSafe))) {
    const kind = oidOf(childOf(info, 0));
    const content = childOf(info, 1, 0);
    if (kind === OID.data) readBags(readElement(octetsOf(content)));
    if (kind === OID.encryptedData) readBags(readElement(decryptContent(childOf(content, 1), password)));
  }
  return { keys, certificates };
}

function decryptContent(encrypted: Element, password: string): Buffer {
  // [0] IMPLICIT OCTET STRING: its tag says whether it comes in pieces.
  const data = octetsOf(childOf(encrypted, 2));
  return guarded(() => decryptWithPassword(childOf(encrypted, 1), data, password));
}

/** A password that is wrong shows as padding that is wrong. */
function guarded(decrypt: () => Buffer): Buffer {
  try {
    const plain = decrypt();
    if (plain[0] === TAG.sequence) return plain;
  } catch (error) {
    if (error instanceof Error && error.name === 'UnknownAlgorithm') throw error;
    throw new WrongPassword('wrong password', { cause: error });
  }
  throw new WrongPassword('wrong password');
}

function checkMac(mac: Element, content: Buffer, password: string): void {
  const digest = DIGESTS[oidOf(childOf(mac, 0, 0, 0))];
  // A newer kind of MAC (PBMAC1): the padding will tell a wrong password.
  if (digest === undefined) return;
  const salt = octetsOf(childOf(mac, 1));
  const rounds = childrenOf(mac)[2];
  const key = deriveKey(
    digest.name,
    3,
    password,
    salt,
    rounds === undefined ? 1 : roundsOf(rounds),
    digest.bytes,
  );
  const sum = createHmac(digest.name, key).update(content).digest();
  const given = octetsOf(childOf(mac, 0, 1));
  if (sum.byteLength !== given.byteLength || !timingSafeEqual(sum, given)) {
    throw new WrongPassword('wrong password');
  }
}
