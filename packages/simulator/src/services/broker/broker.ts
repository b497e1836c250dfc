import { createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import type { Service, SimRequest, SimResponse } from '../../core/service.ts';
import { noteCaller } from '../../core/throttle.ts';
import { BUILT_IN } from '../entra/built-in.ts';
import { Refusal } from '../entra/refusal.ts';
import { scopeContext, signInTime, type Realm } from '../entra/realm.ts';
import { readApplicationScope, readResource, type Target } from '../entra/scope.ts';
import { issueApplicationToken } from '../entra/token-answer.ts';
import { TOKEN_SECONDS } from '../entra/token-issuer.ts';

/** What a customer of the broker holds: ID, Token and Key. */
export interface BrokerRegistration {
  readonly id: string;
  readonly token: string;
  /** 32 bytes, base64. */
  readonly key: string;
}

/** How old or how far ahead the time in a request may be. */
const FRESH_SECONDS = 300;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function createBrokerRegistration(): BrokerRegistration {
  return {
    id: randomUUID(),
    token: randomBytes(24).toString('base64url'),
    key: randomBytes(32).toString('base64'),
  };
}

/** The vendor's token broker: it holds the application's credential and gives out tokens for it. */
export function brokerService(realm: Realm, registration: BrokerRegistration): Service {
  const handle = (request: SimRequest) => obtainToken(realm, registration, request);
  // A customer may give any URL for the broker, the bare address as well.
  const paths = ['/obtain-token', '/'];
  return { name: 'broker', routes: paths.map((path) => ({ method: 'POST', path, handle })) };
}

async function obtainToken(
  realm: Realm,
  registration: BrokerRegistration,
  request: SimRequest,
): Promise<SimResponse> {
  const body = readJson(request.body);
  if (body === undefined) return refuse(400, 'Bad request', 'The body is not a JSON object');
  if (body['registration_id'] !== registration.id)
    return refuse(404, 'Not found', 'The registration is not known');
  const plain = decrypt(text(body['encrypted_token']), registration.key);
  if (plain === undefined) return refuse(403, 'Forbidden', 'The token could not be decrypted');
  const colon = plain.indexOf(':');
  const seconds = Number(plain.slice(0, colon));
  const content = plain.slice(colon + 1);
  const times = [signInTime(realm), Date.now()];
  const fresh = times.some((ms) => Math.abs(ms / 1000 - seconds) <= FRESH_SECONDS);
  if (colon < 0 || !fresh) return refuse(403, 'Forbidden', 'The token is too old');
  if (content !== registration.token && !realm.refreshTokens.has(content))
    return refuse(403, 'Forbidden', 'The token is not known');
  const app = realm.directory.apps.get(BUILT_IN.brokerAppId);
  if (app === undefined) return refuse(500, 'Internal error', 'The application of the broker is gone');
  noteCaller(app.appId);
  try {
    const target = readTarget(realm, body);
    return {
      status: 200,
      headers: executionId(),
      body: {
        access_token: await issueApplicationToken(realm, app, 'secret', target, null),
        expires_in: TOKEN_SECONDS,
        refresh_token: '',
      },
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(
      400,
      'Microsoft error',
      JSON.stringify({ error: error.error, error_description: error.message }),
    );
  }
}

/** The scope or resource asked for; Defender for Endpoint, whose application this is, when neither is. */
function readTarget(realm: Realm, body: Readonly<Record<string, unknown>>): Target {
  const context = scopeContext(realm);
  if (text(body['resource']) !== '') return readResource(context, text(body['resource']));
  // The vendor's integration asks for its indicators on Microsoft Graph by this word.
  if (text(body['scope']) === 'graph') return readResource(context, 'https://graph.microsoft.com');
  if (text(body['scope']) !== '') return readApplicationScope(context, text(body['scope']));
  return readResource(context, 'https://api.securitycenter.microsoft.com');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** nonce, ciphertext, tag; base64 round all three. */
function decrypt(encoded: string, key: string): string | undefined {
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(key, 'base64'),
    bytes.subarray(0, NONCE_BYTES),
  );
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const plain = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
    return Buffer.concat(plain).toString('utf8');
  } catch {
    // The tag does not fit: another key, or another text.
    return undefined;
  }
}

function readJson(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function refuse(status: number, title: string, detail: string): SimResponse {
  return { status, headers: executionId(), body: { title, detail, status } };
}

function executionId(): Record<string, string> {
  return { 'function-execution-id': randomBytes(6).toString('hex') };
}
