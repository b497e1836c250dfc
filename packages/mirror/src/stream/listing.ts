import type { Defender, Incident, IncidentFilter, Page, Route } from '@vedette/sdk';
import { isoOf, msOf } from '../instant.ts';

/** A time of an incident by which it can be asked for. */
export type Dimension = 'updated' | 'created';

/** Epoch ms; `from` inclusive, `before` exclusive; absent: without end. */
export interface Window {
  readonly from?: number | undefined;
  readonly before?: number | undefined;
}

export interface Question {
  readonly updated: Window;
  readonly created?: Window | undefined;
  readonly by: Dimension;
}

export type SettledRoute = Exclude<Route, 'auto'>;

/** The incidents of one tenant by one route, as the reading needs to ask for them. */
export interface Source {
  readonly defender: Defender;
  readonly route: SettledRoute;
  readonly signal: AbortSignal | undefined;
}

/** Largest page of a route. Both refuse, or clamp, what asks for more. */
export const PAGE_SIZE: Readonly<Record<SettledRoute, number>> = { graph: 50, native: 100 };

/** Which route answers where that is left to the client. Asked once, so that one reading keeps to one route. */
export async function settleRoute(
  defender: Defender,
  route: Route | undefined,
  signal: AbortSignal | undefined,
): Promise<SettledRoute> {
  if (route === 'graph' || route === 'native') return route;
  const listing = defender.incident.list({ route, signal, pageSize: 1, limit: 1, priority: 'backfill' });
  for await (const page of listing.pages()) return page.route;
  return 'graph';
}

const FIELDS = {
  updated: { name: 'lastUpdateDateTime', timeOf: (one: Incident) => msOf(one.lastUpdateDateTime) },
  created: { name: 'createdDateTime', timeOf: (one: Incident) => msOf(one.createdDateTime) },
} as const;

export function timesOf(items: readonly Incident[], by: Dimension): number[] {
  return items.map(FIELDS[by].timeOf).filter((time) => time !== undefined);
}

/**
 * The order asked for. The native API knows none, and a client that has to sort for it must first read the
 * whole list through links that skip.
 */
function orderOf({ by }: Question, route: SettledRoute, direction: 'asc' | 'desc'): string | undefined {
  return route === 'native' ? undefined : `${FIELDS[by].name} ${direction}`;
}

/** All pages of the answer to a question, through the service's own paging. */
export function pages(
  source: Source,
  question: Question,
  { withAlerts }: { withAlerts: boolean },
): AsyncIterable<Page<Incident>> {
  return source.defender.incident
    .list({
      filter: filterOf(question),
      orderBy: orderOf(question, source.route, 'asc'),
      pageSize: PAGE_SIZE[source.route],
      withAlerts,
      route: source.route,
      priority: 'backfill',
      signal: source.signal,
    })
    .pages();
}

/**
 * Does the service honour the order asked for? Seen on a page alone it could be chance. So the newest one is
 * asked for as well: a service that ignores `$orderby` gives the first record of the page again.
 */
export async function provesOrder(
  source: Source,
  question: Question,
  page: readonly Incident[],
  times: readonly number[],
): Promise<boolean> {
  if (source.route === 'native' || !isAscending(times)) return false;
  const descending = source.defender.incident
    .list({
      filter: filterOf(question),
      orderBy: orderOf(question, source.route, 'desc'),
      pageSize: 1,
      limit: 1,
      route: source.route,
      priority: 'backfill',
      signal: source.signal,
    })
    .pages();
  for await (const { items } of descending) {
    const [newest] = items;
    if (newest === undefined) continue;
    const [time] = timesOf([newest], question.by);
    const [least, most] = [times.at(0), times.at(-1)];
    return (
      time !== undefined &&
      least !== undefined &&
      most !== undefined &&
      newest.id !== page[0]?.id &&
      time >= most &&
      time > least
    );
  }
  return false;
}

export function isAscending(times: readonly number[]): boolean {
  return times.every((time, index) => index === 0 || time >= (times[index - 1] ?? time));
}

function filterOf({ updated, created }: Question): IncidentFilter {
  return {
    updatedFrom: instant(updated.from),
    updatedBefore: instant(updated.before),
    createdFrom: instant(created?.from),
    createdBefore: instant(created?.before),
  };
}

/** Zero is the beginning: no condition at all, so that nothing can be left out by it. */
function instant(ms: number | undefined): string | undefined {
  return ms === undefined || ms <= 0 ? undefined : isoOf(ms);
}
