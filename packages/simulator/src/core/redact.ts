import { createHash } from 'node:crypto';
import type { SimRequest } from './service.ts';

const SECRET_FIELDS: ReadonlySet<string> = new Set([
  'access_token',
  'assertion',
  'client_assertion',
  'client_secret',
  'code',
  'code_verifier',
  'device_code',
  'encrypted_token',
  'password',
  'refresh_token',
  'secret',
]);

/** Enough to see whether two requests carried the same secret, too little to use it. */
export function fingerprint(secret: string): string {
  return `sha256:${createHash('sha256').update(secret).digest('hex').slice(0, 12)}`;
}

/** A query or form with the values of secret fields replaced by fingerprints. */
export function redactFields(fields: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    [...fields].map(([name, value]) => [
      name,
      SECRET_FIELDS.has(name.toLowerCase()) ? fingerprint(value) : value,
    ]),
  );
}

/** The form of a sign-in request; undefined when the body is something else. */
export function redactedForm(request: SimRequest): Record<string, string> | undefined {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) return undefined;
  return redactFields(new URLSearchParams(request.body.toString('utf8')));
}
