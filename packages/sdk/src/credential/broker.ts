import { isVedetteError, VedetteError } from '../error.ts';
import type { Backoff } from './broker-backoff.ts';
import { afterFailure, NO_BACKOFF, refuseEarly } from './broker-backoff.ts';
import { BROKER_APP, brokerConsentUrl, encryptForBroker, parseBrokerId } from './broker-request.ts';
import type { Secret } from './client-secret.ts';
import type { Audience, Credential, CredentialIdentity, TokenRequest } from './credential.ts';
import { fromEntra } from './entra-error.ts';
import type { IdentityHttp, IdentityResponse } from './http.ts';
import { parseObject, textOf } from './json.ts';
import type { Cloud } from './resolve-cloud.ts';
import { storeKey } from './cache/store-key.ts';
import type { TokenAnswer } from './token-answer.ts';
import { parseAnswer, readTokenAnswer } from './token-answer.ts';
import type { TokenStore } from './cache/token-store.ts';

export interface BrokerOptions {
  /** ID, or `ID@URL` for another broker. */
  readonly id: string;
  readonly token: Secret;
  readonly key: Secret;
  readonly cloud: Cloud;
  readonly tenant: string;
  readonly http: IdentityHttp;
  readonly store: TokenStore;
  readonly now: () => number;
}

/** Besides tokens: the page where an administrator consents to the application before anything else. */
export interface BrokerCredential extends Credential {
  readonly adminConsentUrl: string;
  drop(audience?: Audience): Promise<void>;
}

interface BrokerState {
  readonly backoff: Backoff;
  readonly refreshToken?: string | undefined;
}

/** What the broker calls the APIs: its application is for Defender for Endpoint, and `graph` for indicators. */
const SCOPES: Readonly<Partial<Record<Audience, string | null>>> = { endpoint: null, graph: 'graph' };

/** The Cortex XSOAR application for Defender for Endpoint: ID, Token and Key against its token broker. */
export function broker(options: BrokerOptions): BrokerCredential {
  const { registrationId, url } = parseBrokerId(options.id);
  const { cloud, tenant, store, now } = options;
  const identity: CredentialIdentity = { cloud: cloud.id, tenant, client: options.id, flow: 'broker' };
  const stateKey = storeKey('broker', identity);
  const { host } = new URL(url);

  const load = async (): Promise<BrokerState> =>
    ((await store.get(stateKey))?.value as BrokerState | undefined) ?? { backoff: NO_BACKOFF };
  const save = async (state: BrokerState): Promise<void> => store.set(stateKey, { value: state });

  const ask = async (
    state: BrokerState,
    scope: string | null,
    request: TokenRequest,
  ): Promise<TokenAnswer> => {
    const content = state.refreshToken ?? (await options.token());
    const body = JSON.stringify({
      app_name: BROKER_APP,
      registration_id: registrationId,
      encrypted_token: encryptForBroker(content, await options.key(), now()),
      scope,
      resource: '',
    });
    const response = await options.http({
      method: 'POST',
      url,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      signal: request.signal,
    });
    if (response.status >= 200 && response.status < 300) {
      return readTokenAnswer(parseAnswer(response, host, now()), now(), host);
    }
    throw refusal(response, { cloud, tenant, clientId: registrationId }, [content]);
  };

  return {
    identity,
    adminConsentUrl: brokerConsentUrl(options.id),
    token: async (audience, request = {}) => {
      const scope = SCOPES[audience];
      if (scope === undefined) {
        throw new VedetteError(
          'MDE_CLOUD',
          'The Cortex XSOAR application for Defender for Endpoint has no token for the Defender XDR API.',
          { advice: 'Sign in with an application of your own, or by device code.' },
        );
      }
      const state = await load();
      refuseEarly(state.backoff, now());
      try {
        const answer = await ask(state, scope, request);
        const refreshToken = answer.refreshToken ?? state.refreshToken;
        await save({ backoff: NO_BACKOFF, ...(refreshToken === undefined ? {} : { refreshToken }) });
        return answer.token;
      } catch (error) {
        if (isVedetteError(error) && !stayedHere(error)) {
          await save({ ...state, backoff: afterFailure(state.backoff, now()) });
        }
        throw error;
      }
    },
    drop: async (audience) => {
      if (audience === undefined) await store.delete([stateKey]);
    },
  };
}

/** Errors that happened before the broker was asked; nobody has to wait because of them. */
function stayedHere({ code, status }: VedetteError): boolean {
  return status === undefined && code !== 'MDE_NETWORK' && code !== 'MDE_TIMEOUT' && code !== 'MDE_RESPONSE';
}

function refusal(
  response: IdentityResponse,
  place: { cloud: Cloud; tenant: string; clientId: string },
  secrets: readonly string[],
): VedetteError {
  const { status, headers } = response;
  const said = wordsOf(response.body);
  const inner = fromEntra(said, { ...place, status, headers, secrets });
  const refused = status === 400 || status === 401 || status === 403;
  const plain = inner.serviceCode?.startsWith('AADSTS') !== true;
  return new VedetteError(
    plain && refused ? 'MDE_CREDENTIAL' : inner.code,
    `The token broker: ${inner.message}`,
    {
      status,
      serviceCode: inner.serviceCode,
      requestId: headers['function-execution-id'] ?? inner.requestId,
      retryAfterMs: inner.retryAfterMs,
      link: inner.link ?? (plain && refused ? brokerConsentUrl() : undefined),
      advice: plain && refused ? 'Check ID, Token and Key; consent again for new ones.' : inner.advice,
      facts: inner.facts,
    },
  );
}

/** Microsoft's error may stand anywhere in the answer; else the broker's own message, or title and detail. */
function wordsOf(body: string): Readonly<Record<string, unknown>> {
  const outer = objectIn(body) ?? {};
  if (typeof outer['error'] === 'string') return outer;
  const texts = ['message', 'detail', 'title'].map((name) => textOf(outer[name]));
  const inner = texts.map((text) => objectIn(text ?? '')).find((found) => found !== undefined);
  return (
    inner ?? { error_description: texts.find((text) => text !== undefined) ?? 'It answered with an error' }
  );
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  return parseObject(/\{[^]*\}/.exec(text)?.[0] ?? '');
}
