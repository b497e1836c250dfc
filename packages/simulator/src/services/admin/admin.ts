import type { FaultRegistry } from '../../core/faults.ts';
import { FAULTS, faultRows } from '../../core/fault-table.ts';
import { parseTime } from '../../core/clock.ts';
import type { Journal } from '../../core/journal.ts';
import type { QuotaRegistry } from '../../core/quotas.ts';
import type { Router } from '../../core/router.ts';
import type { Route, Service, SimRequest, SimResponse } from '../../core/service.ts';
import type { SimClock } from '../../core/world.ts';
import type { DataServices } from '../../tenant/data-services.ts';
import type { FederatedIssuer } from '../entra/federated-issuer.ts';
import type { Realm } from '../entra/realm.ts';
import { changeApp, changeConsent, changeUser } from './identity-change.ts';
import { identityRoutes } from './identity-routes.ts';
import { duration, objects, readBody, readJson } from './input.ts';
import { describeIdentity } from './identity-state.ts';

/** What the levers move. */
export interface Levers {
  readonly clock: SimClock;
  readonly faults: FaultRegistry;
  readonly quotas: QuotaRegistry;
  readonly journal: Journal;
  readonly realm: Realm;
  readonly federated: FederatedIssuer;
  readonly data: DataServices;
  /** Where managed identities other than IMDS answer. */
  readonly places: Readonly<Record<string, unknown>>;
  reset(): Promise<void>;
}

/** `/_sim/…`: the hand that holds the simulated cloud. No part of any cloud. */
export function adminService(levers: Levers): Service {
  const { clock, faults, quotas, journal, realm, federated, data, places } = levers;
  const showClock = () => ({ now: new Date(clock.now()).toISOString(), held: clock.held });
  const showFaults = () => ({ active: faults.list(), known: FAULTS });
  return {
    name: 'admin',
    routes: [
      route('POST', '/_sim/reset', async () => {
        await levers.reset();
        return { reset: true };
      }),
      route('POST', '/_sim/seed', async (request) => {
        await seed(levers, readJson(request));
        return data.state();
      }),
      route('GET', '/_sim/clock', showClock),
      route('POST', '/_sim/clock', (request) => {
        moveClock(clock, readBody(request));
        return showClock();
      }),
      route('GET', '/_sim/fault', showFaults),
      route('GET', '/_sim/fault/{name}', ({ params: { name = '' } }) => ({
        known: faultRows.get(name) ?? null,
        active: faults.list().find((fault) => fault.name === name) ?? null,
      })),
      route('POST', '/_sim/fault', (request) => {
        const { name, ...rest } = readBody(request);
        setFault(faults, String(name), rest);
        return showFaults();
      }),
      route('POST', '/_sim/fault/{name}', (request) => {
        setFault(faults, request.params['name'] ?? '', readBody(request));
        return showFaults();
      }),
      route('DELETE', '/_sim/fault', () => {
        faults.clear();
        return showFaults();
      }),
      route('DELETE', '/_sim/fault/{name}', (request) => {
        faults.clear(request.params['name']);
        return showFaults();
      }),
      route('GET', '/_sim/quota', () => ({ enabled: quotas.enabled, spent: quotas.list() })),
      route('POST', '/_sim/quota', (request) => {
        quotas.enabled = readBody(request)['enabled'] !== false;
        return { enabled: quotas.enabled, spent: quotas.list() };
      }),
      route('GET', '/_sim/journal', ({ query }) =>
        journal.read({
          service: query.get('service') ?? undefined,
          method: query.get('method') ?? undefined,
          since: number(query.get('since')),
          limit: number(query.get('limit')),
        }),
      ),
      route('DELETE', '/_sim/journal', () => {
        journal.clear();
        return { cleared: true };
      }),
      route('GET', '/_sim/state', () => ({
        clock: showClock(),
        faults: faults.list(),
        quotas: { enabled: quotas.enabled, spent: quotas.list() },
        identity: describeIdentity(realm, federated),
        ...places,
        data: data.state(),
      })),
      ...identityRoutes(realm, federated).map(({ method, path, run }) => route(method, path, run)),
    ],
  };
}

/** Calls a lever without a socket. @throws Error with the text of the refusal. */
export async function callAdmin(
  router: Router,
  method: string,
  path: string,
  body: unknown,
): Promise<unknown> {
  const url = new URL(path, 'http://admin.invalid');
  const found = router.match(method, url.pathname);
  if (!('route' in found)) throw new RangeError(`No such lever: ${method} ${path}`);
  const response = await found.route.handle({
    method,
    service: 'admin',
    path: url.pathname,
    query: url.searchParams,
    rawQuery: url.search.slice(1),
    headers: {},
    body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
    params: found.params,
    origin: url.origin,
  });
  if (response.status < 400) return response.body;
  throw new RangeError(`${method} ${path}: ${JSON.stringify(response.body)}`);
}

function route(method: string, path: string, run: (request: SimRequest) => unknown): Route {
  return {
    method,
    path,
    handle: async (request): Promise<SimResponse> => {
      try {
        return { status: 200, body: await run(request) };
      } catch (error) {
        if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error;
        return { status: 400, body: { error: { code: 'BadRequest', message: error.message } } };
      }
    },
  };
}

/** `{name, times, …}` and `{name, params: {times, …}}` mean the same; `{name, enabled: false}` switches off. */
function setFault(faults: FaultRegistry, name: string, rest: Readonly<Record<string, unknown>>): void {
  const { params, enabled, ...flat } = rest;
  if (enabled === false) {
    faults.clear(name);
    return;
  }
  faults.set(name, { ...flat, ...(typeof params === 'object' && params !== null ? params : {}) });
}

/** Applications, users and consents are the sign-in's; everything else of a seed is about records. */
async function seed({ realm, data }: Levers, spec: unknown): Promise<void> {
  if (typeof spec !== 'object' || spec === null || Array.isArray(spec)) return data.seed(spec);
  const { apps, users, consents, ...records } = spec as Record<string, unknown>;
  const identity = [apps, users, consents].some((part) => part !== undefined);
  for (const app of objects(apps)) changeApp(realm, app);
  for (const user of objects(users)) changeUser(realm, user);
  for (const consent of objects(consents)) changeConsent(realm, consent);
  if (!identity || Object.keys(records).length > 0) await data.seed(records);
}

/** `{set}` to a time, `{advance}` by a duration, `{run: true}`; several are done in this order. */
function moveClock(clock: SimClock, body: Readonly<Record<string, unknown>>): void {
  const { set, advance, run } = body;
  if (set !== undefined) clock.set(parseTime(set));
  if (advance !== undefined) {
    clock.advance(duration(advance));
  }
  if (run === true) clock.run();
}

function number(text: string | null): number | undefined {
  if (text === null) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) throw new RangeError(`Not a number: ${text}`);
  return value;
}
