import type {
  AuthenticationResult,
  ConfidentialClientApplication,
  INetworkModule,
  NetworkRequestOptions,
  NetworkResponse,
  NodeAuthOptions,
  PublicClientApplication,
} from '@azure/msal-node';
import { isVedetteError, VedetteError } from '../error.ts';
import { throwIfAborted } from './abort.ts';
import { CLIENT_CAPABILITIES } from './claims-challenge.ts';
import { fromEntra } from './entra-error.ts';
import type { EntraClient } from './entra-request.ts';
import { endpointOf, retryEntra, secretsIn } from './entra-request.ts';
import type { TokenAnswer } from './token-answer.ts';
import { parseAnswer, readTokenAnswer } from './token-answer.ts';

/** How the application proves itself; without one it is a public client. */
export type ClientAuth = Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate' | 'clientAssertion'>;

type Application = ConfidentialClientApplication & PublicClientApplication;

export interface MsalAsk {
  /** Absent for a public client. Asked at each request, so that a rotated secret or assertion is used. */
  readonly auth?: (() => Promise<ClientAuth>) | undefined;
  readonly ask: (application: Application) => Promise<AuthenticationResult | null>;
  readonly signal?: AbortSignal | undefined;
  /** False for a grant that is spent by its first use. */
  readonly repeatable?: boolean | undefined;
}

/**
 * One token request through MSAL. Each request gets an application object of its own: MSAL then signs a new
 * assertion every time, remembers no failure (it would refuse for a minute after one 429), and holds no
 * second copy of the tokens, which stay in our cache alone.
 * @throws VedetteError
 */
export async function askMsal(client: EntraClient, request: MsalAsk): Promise<TokenAnswer> {
  const once = (): Promise<TokenAnswer> => askOnce(client, request);
  return request.repeatable === false ? once() : retryEntra(once, client, request.signal);
}

async function askOnce(client: EntraClient, { auth, ask, signal }: MsalAsk): Promise<TokenAnswer> {
  throwIfAborted(signal);
  const proof = await auth?.();
  const msal = await import('@azure/msal-node');
  const network = new RecordingNetwork(client, signal);
  const configuration = {
    auth: { ...authorityOf(client), clientId: client.clientId, ...proof },
    system: { networkClient: network, disableInternalRetries: true },
  };
  try {
    const application =
      proof === undefined
        ? new msal.PublicClientApplication(configuration)
        : new msal.ConfidentialClientApplication(configuration);
    await ask(application as Application);
  } catch (error) {
    throw network.failure ?? msalError(error, client);
  }
  if (network.answer === undefined) {
    throw new VedetteError('MDE_INTERNAL', 'MSAL answered without asking Entra.');
  }
  return network.answer;
}

/**
 * All that MSAL would otherwise discover over the network is known from the table of clouds, so it is given:
 * no request leaves for the worldwide instance-discovery host on behalf of a government cloud, and a
 * simulator on plain http can be used although MSAL insists on an https authority.
 */
function authorityOf(
  client: EntraClient,
): Pick<NodeAuthOptions, 'authority' | 'knownAuthorities' | 'authorityMetadata' | 'clientCapabilities'> {
  const login = new URL(client.cloud.login);
  const path = login.pathname.replace(/\/$/, '');
  return {
    authority: `https://${login.host}${path}/${client.tenant}`,
    knownAuthorities: [login.host],
    authorityMetadata: JSON.stringify({
      authorization_endpoint: endpointOf(client, 'authorize'),
      token_endpoint: endpointOf(client, 'token'),
      issuer: `${client.cloud.login}/${client.tenant}/v2.0`,
      jwks_uri: `${client.cloud.login}/${client.tenant}/discovery/v2.0/keys`,
    }),
    clientCapabilities: [...CLIENT_CAPABILITIES],
  };
}

/**
 * MSAL's way out: our http. Keeps what came, because MSAL drops the refresh token and most of an error, and
 * calls every failure of the network a `network_error`.
 */
class RecordingNetwork implements INetworkModule {
  answer: TokenAnswer | undefined;
  failure: unknown;
  readonly #client: EntraClient;
  readonly #signal: AbortSignal | undefined;

  constructor(client: EntraClient, signal: AbortSignal | undefined) {
    this.#client = client;
    this.#signal = signal;
  }

  async sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>('GET', url, options);
  }

  async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#send<T>('POST', url, options);
  }

  async #send<T>(
    method: 'GET' | 'POST',
    url: string,
    options: NetworkRequestOptions | undefined,
  ): Promise<NetworkResponse<T>> {
    const client = this.#client;
    const { host } = new URL(url);
    try {
      const response = await client.http({
        method,
        url,
        headers: options?.headers,
        body: options?.body,
        signal: this.#signal,
      });
      const body = parseAnswer(response, host, client.now());
      const { status, headers } = response;
      if (status >= 400 || body['error'] !== undefined) {
        throw fromEntra(body, { ...client, status, headers, secrets: secretsIn(options?.body ?? '') });
      }
      this.answer = readTokenAnswer(body, client.now(), host);
      return { status, headers, body: body as T };
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

/** MSAL failed before it asked: a key it cannot sign with, a setting it refuses. Its codes are stable words. */
function msalError(error: unknown, client: EntraClient): unknown {
  if (isVedetteError(error) || !(error instanceof Error)) return error;
  const code = 'errorCode' in error && typeof error.errorCode === 'string' ? error.errorCode : error.name;
  return new VedetteError('MDE_CREDENTIAL', `The credential could not be used to sign in (${code}).`, {
    facts: { msal: code, clientId: client.clientId, tenant: client.tenant },
    cause: error,
  });
}
