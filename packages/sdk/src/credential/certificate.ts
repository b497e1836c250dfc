import { VedetteError } from '../error.ts';
import { applicationCredential } from './application.ts';
import { loadCertificate, loadPrivateKey } from './certificate/load.ts';
import type { Secret } from './client-secret.ts';
import type { Credential } from './credential.ts';
import type { EntraClient } from './entra-request.ts';
import type { ClientAuth } from './msal.ts';

export interface CertificateOptions extends EntraClient {
  /** Path of a PEM or PFX file, or PEM text. May be absent where `key` and `fingerprint` are given. */
  readonly certificate?: string | undefined;
  /** Path of a PEM file, or PEM text, where the key does not stand with the certificate. */
  readonly key?: string | undefined;
  readonly password?: Secret | undefined;
  /** `sha256` (PS256 and x5t#S256) unless an old registration needs `sha1` (RS256 and x5t). */
  readonly thumbprint?: 'sha256' | 'sha1' | undefined;
  /** Hexadecimal SHA-1 or SHA-256 digest of the certificate, where only that and the key are at hand. */
  readonly fingerprint?: string | undefined;
  /** Send the chain (`x5c`), for registrations that trust a subject name and issuer. */
  readonly sendChain?: boolean | undefined;
}

/**
 * Signs an assertion with the private key of a certificate, anew for each request: it lives ten minutes. The
 * files are read each time too, so that a renewed certificate is picked up.
 * https://learn.microsoft.com/en-us/entra/identity-platform/certificate-credentials
 */
export function certificate(options: CertificateOptions): Credential {
  return applicationCredential('certificate', options, async () => proofOf(options));
}

async function proofOf(options: CertificateOptions): Promise<ClientAuth> {
  const password = await options.password?.();
  if (options.certificate === undefined) return proofOfKey(options, password);
  const loaded = await loadCertificate({ certificate: options.certificate, key: options.key, password });
  if (loaded.expiresAt < options.now()) {
    const day = new Date(loaded.expiresAt).toISOString().slice(0, 10);
    throw new VedetteError('MDE_CREDENTIAL', `The certificate expired on ${day}.`, {
      advice: 'Make a new certificate and upload it to the application.',
    });
  }
  return {
    clientCertificate: {
      privateKey: loaded.privateKey,
      ...(options.thumbprint === 'sha1' ? { thumbprint: loaded.sha1 } : { thumbprintSha256: loaded.sha256 }),
      ...(options.sendChain === true ? { x5c: loaded.chain } : {}),
    },
  };
}

async function proofOfKey(options: CertificateOptions, password: string | undefined): Promise<ClientAuth> {
  const digest = options.fingerprint?.replace(/[\s:]/g, '').toUpperCase() ?? '';
  const known = /^([0-9A-F]{40}|[0-9A-F]{64})$/.test(digest);
  if (options.key === undefined || !known) {
    throw new VedetteError('MDE_CREDENTIAL', 'There is no certificate to sign in with.', {
      advice: 'Give a certificate file, or a private key with the thumbprint of its certificate.',
    });
  }
  const privateKey = await loadPrivateKey(options.key, password);
  const which = digest.length === 40 ? { thumbprint: digest } : { thumbprintSha256: digest };
  return { clientCertificate: { privateKey, ...which } };
}
