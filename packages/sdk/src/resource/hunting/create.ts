import type { Credential } from '../../credential/credential.ts';
import { isVedetteError, VedetteError } from '../../error.ts';
import type { Clock } from '../../transport/clock.ts';
import type { ApiRequest, Send } from '../../transport/send.ts';
import { apiName } from '../../transport/url.ts';
import type { HuntingResource, HuntOptions, HuntRoute } from '../hunting.ts';
import type { Route } from '../resource.ts';
import { readAnswer } from './answer.ts';
import { HUNT_CALLS } from './call.ts';
import { chooseRoute } from './choose.ts';
import { explain, isPassing } from './fault.ts';
import { checkTimespan } from './timespan.ts';

export interface HuntingContext {
  readonly send: Send;
  readonly credential: Credential;
  readonly clock: Clock;
  readonly route: Route;
  /** Milliseconds that the person allowed for one request. */
  readonly timeoutMs: number | undefined;
  readonly onNote?: ((text: string) => void) | undefined;
}

/**
 * The service gives a query three minutes, and 200 s on the route of Defender for Endpoint; the rows then have to
 * come, too.
 */
const usualMs = 300_000;
const tries = 3;
/** "In a few minutes", says the service; a person does not wait for as long in front of a screen. */
const pauseMs = 10_000;

/** Once per process: it is a date, and nobody forgets it between two queries. */
let retirementTold = false;

/** Hunting by three routes. */
export function createHuntingResource(context: HuntingContext): HuntingResource {
  return {
    async run(query, options = {}) {
      const route = await chooseRoute(context.credential, options.route ?? context.route, options.signal);
      checkTimespan(options.timespan, route);
      if (route !== 'graph') tellRetirement(route, context);
      const request = requestFor(query, route, options, context);
      for (let attempt = 1; ; attempt++) {
        let began = false;
        try {
          const response = await context.send(request);
          began = true;
          return await readAnswer(response, route);
        } catch (error) {
          if (!isVedetteError(error)) throw error;
          // What kept the request from being answered at all has been tried again by the transport.
          if (attempt >= tries || !isPassing(error, began)) throw explain(error);
          await pause(explain(error), options, context);
        }
      }
    },
  };
}

function requestFor(
  query: string,
  route: HuntRoute,
  { priority, signal, deadline, timespan }: HuntOptions,
  { timeoutMs = usualMs }: HuntingContext,
): ApiRequest {
  return {
    ...HUNT_CALLS[route],
    body: { Query: query, ...(timespan !== undefined && { Timespan: timespan }) },
    repeatable: true,
    timeoutMs,
    priority,
    signal,
    deadline,
  };
}

async function pause(
  error: VedetteError,
  { signal, deadline }: HuntOptions,
  { clock, onNote }: HuntingContext,
): Promise<void> {
  if (deadline !== undefined && clock.now() + pauseMs > deadline) throw error;
  onNote?.(`${error.message} Asking again in ${pauseMs / 1_000} s.`);
  try {
    await clock.sleep(pauseMs, signal);
  } catch {
    throw new VedetteError('MDE_ABORTED', 'The query was stopped before it was answered.');
  }
}

function tellRetirement(route: HuntRoute, { onNote }: HuntingContext): void {
  if (retirementTold) return;
  retirementTold = true;
  onNote?.(
    `${apiName(HUNT_CALLS[route].audience)} answers this query. Its hunting stops on 2027-02-01: grant ThreatHunting.Read.All and hunt by the route graph.`,
  );
}
