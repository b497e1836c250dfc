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

export type IncidentPage = Page<Incident> & { readonly degraded?: string | undefined };

/** The incidents of one tenant by one route, as the reading needs to ask for them. */
export interface Source {
  readonly defender: Defender;
  readonly route: Route | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Largest page of a route: Graph refuses more than 50 incidents, the native API more than 100. */
export function pageSizeOf(route: Route | undefined): number {
  return route === 'native' ? 100 : 50;
}

const FIELDS = {
  updated: { name: 'lastUpdateDateTime', timeOf: (one: Incident) => msOf(one.lastUpdateDateTime) },
  created: { name: 'createdDateTime', timeOf: (one: Incident) => msOf(one.createdDateTime) },
} as const;

export function timesOf(items: readonly Incident[], by: Dimension): number[] {
  return items.map(FIELDS[by].timeOf).filter((time) => time !== undefined);
}

/** All pages of the answer to a question, through the service's own paging. */
export function pages(source: Source, question: Question): AsyncIterable<IncidentPage> {
  return source.defender.incident
    .list({
      filter: filterOf(question),
      orderBy: `${FIELDS[question.by].name} asc`,
      pageSize: pageSizeOf(source.route),
      withAlerts: true,
      route: source.route,
      priority: 'backfill',
      signal: source.signal,
    })
    .pages();
}

/** The first page that holds anything: an empty one may come before others that do not. */
export async function firstPage(source: Source, question: Question): Promise<IncidentPage> {
  for await (const page of pages(source, question)) {
    if (page.items.length > 0 || !page.more) return page;
  }
  return { items: [], more: false, route: source.route === 'native' ? 'native' : 'graph' };
}

/**
 * Does the service honour the order asked for? Seen on a page alone it could be chance. So the newest one is
 * asked for as well: a service that ignores `$orderby` gives the first record of the page again.
 */
export async function provesOrder(
  source: Source,
  question: Question,
  page: readonly Incident[],
): Promise<boolean> {
  const times = timesOf(page, question.by);
  if (!isAscending(times)) return false;
  const descending = source.defender.incident
    .list({
      filter: filterOf(question),
      orderBy: `${FIELDS[question.by].name} desc`,
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
