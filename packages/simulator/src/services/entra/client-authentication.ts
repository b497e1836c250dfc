import { verifyAssertion } from './assertion.ts';
import type { App } from './directory.ts';
import type { FederatedIssuer } from './federated-issuer.ts';
import { Refusal } from './refusal.ts';
import { signInTime, type Realm, type TokenRequest } from './realm.ts';

/** How an application proved itself; `none` for a public client. */
export type ClientProof = 'none' | 'secret' | 'certificate' | 'federated';

export interface AuthenticatedClient {
  readonly app: App;
  readonly proof: ClientProof;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Finds the application of a request and checks the credential it presents, if any.
 * @throws Refusal 700016, 70001, 700025, 7000215, 7000222, 900144 and those of an assertion.
 */
export async function authenticateClient(
  realm: Realm,
  federated: FederatedIssuer,
  token: TokenRequest,
): Promise<AuthenticatedClient> {
  const basic = readBasic(token.request.headers.authorization);
  const id = token.form.get('client_id') ?? basic?.id;
  if (id === undefined || id === '') throw new Refusal(900144, ['client_id']);
  const app = findApp(realm, id);
  const secret = token.form.get('client_secret') ?? basic?.secret ?? '';
  const assertion = token.form.get('client_assertion') ?? '';
  if (secret === '' && assertion === '') return { app, proof: 'none' };
  if (app.kind === 'public') throw new Refusal(700025, [app.appId]);
  if (assertion !== '') {
    if (token.form.get('client_assertion_type') !== ASSERTION_TYPE)
      throw new Refusal(900144, ['client_assertion_type']);
    return { app, proof: await verifyAssertion(realm, federated, app, assertion, token) };
  }
  checkSecret(realm, app, secret);
  return { app, proof: 'secret' };
}

/** @throws Refusal 700016, 70001. */
export function findApp(realm: Realm, id: string): App {
  const app = realm.directory.apps.get(id.toLowerCase());
  if (app === undefined || app.kind === 'managed') throw new Refusal(700016, [id, realm.directory.domain]);
  if (!app.enabled) throw new Refusal(70001, [app.appId]);
  return app;
}

/** @throws Refusal 7000218 when an application that has to prove itself did not. */
export function requireProof({ app, proof }: AuthenticatedClient): void {
  if (proof === 'none' && !app.publicFlows) throw new Refusal(7000218);
}

function checkSecret(realm: Realm, app: App, secret: string): void {
  const found = app.secrets.find((candidate) => candidate.value === secret);
  if (found === undefined) throw new Refusal(7000215, [app.appId]);
  if (found.expiresAt <= signInTime(realm)) throw new Refusal(7000222, [app.appId]);
}

function readBasic(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  // RFC 6749 section 2.3.1 has both parts form-encoded inside the Basic value.
  return { id: decodeForm(id), secret: decodeForm(secret.join(':')) };
}

function decodeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal(9002313, ['the Authorization header is not form-encoded']);
  }
}
