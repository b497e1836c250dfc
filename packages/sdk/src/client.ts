import type { Dispatcher } from 'undici';
import type { Credential } from './credential/credential.ts';
import type { Cloud } from './credential/resolve-cloud.ts';
import { createAlertResource } from './resource/alert.ts';
import { createHuntingResource } from './resource/hunting/create.ts';
import type { HuntingResource } from './resource/hunting.ts';
import { createIncidentResource } from './resource/incident.ts';
import type { AlertResource, IncidentResource, Route } from './resource/resource.ts';
import { createRouter } from './resource/route.ts';
import { createAuthorization } from './transport/authorize.ts';
import { realClock } from './transport/clock.ts';
import type { Clock } from './transport/clock.ts';
import { createDispatcher } from './network/dispatcher.ts';
import type { DispatcherOptions } from './network/dispatcher.ts';
import { createFetch } from './transport/fetch.ts';
import { quota } from './transport/quota.ts';
import { retry } from './transport/retry.ts';
import { compose } from './transport/send.ts';
import type { Send } from './transport/send.ts';
import { trace } from './transport/trace.ts';
import type { TraceEvent } from './transport/trace.ts';
import { userAgent } from './network/user-agent.ts';

/** A tenant, ready to be asked. */
export interface Defender {
  readonly credential: Credential;
  readonly send: Send;
  readonly incident: IncidentResource;
  readonly alert: AlertResource;
  readonly hunting: HuntingResource;
  /** Closes idle connections. */
  close(): Promise<void>;
}

export interface ConnectOptions extends DispatcherOptions {
  /** Usually a cached one: it is asked for a token at each request. */
  readonly credential: Credential;
  readonly cloud: Cloud;
  /** Which API answers for incidents and alerts where a call does not say. Default: `graph`. */
  readonly route?: Route | undefined;
  /** The way out, when the caller has one; it stays his to close. */
  readonly dispatcher?: Dispatcher | undefined;
  /** Keep to the published quotas. Default: true. */
  readonly quotas?: boolean | undefined;
  readonly clock?: Clock | undefined;
  /** A remark for the person: what is waited for, a fallback, which route was chosen and why. */
  readonly onNote?: ((text: string) => void) | undefined;
  /** Each request over the wire. */
  readonly onTrace?: ((event: TraceEvent) => void) | undefined;
  /** Milliseconds allowed for one request over the wire, its body included. Default: 120,000. */
  readonly timeoutMs?: number | undefined;
  readonly userAgent?: string | undefined;
}

/** Assembles a client for one tenant. Nothing is sent and no token is asked for until the first call. */
export function connect(options: ConnectOptions): Defender {
  const { credential, cloud, clock = realClock, onNote, timeoutMs = 120_000 } = options;
  let own: Promise<Dispatcher> | undefined;
  const dispatcher = async (): Promise<Dispatcher> =>
    options.dispatcher ?? (own ??= createDispatcher(options));
  const fetch = createFetch({
    dispatcher,
    cloud,
    clock,
    timeoutMs,
    userAgent: options.userAgent ?? userAgent,
  });
  const { authorize, renew } = createAuthorization(credential, cloud, clock, timeoutMs);
  const send = compose(
    fetch,
    retry({ clock, onNote }),
    renew,
    ...(options.quotas === false ? [] : [quota(credential, clock, onNote)]),
    authorize,
    trace(clock, options.onTrace),
  );
  const router = createRouter({ credential, cloud, route: options.route ?? 'graph', onNote });
  return {
    credential,
    send,
    incident: createIncidentResource({ send, router, clock, onNote }),
    alert: createAlertResource({ send, router, clock, onNote }),
    hunting: createHuntingResource({
      send,
      credential,
      clock,
      route: options.route ?? 'graph',
      timeoutMs: options.timeoutMs,
      onNote,
    }),
    async close() {
      // A way out that could not be made has told so to whoever asked for it.
      await (await own?.catch(() => undefined))?.close();
    },
  };
}
