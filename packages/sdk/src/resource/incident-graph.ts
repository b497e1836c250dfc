import { isVedetteError } from '../error.ts';
import { pages } from '../transport/paging.ts';
import { path } from '../transport/odata.ts';
import type { Send } from '../transport/send.ts';
import type { ResourceContext, RouteApi } from './api.ts';
import { askRecord } from './ask.ts';
import { splitFilter } from './filter.ts';
import type { Filterable } from './filter.ts';
import { askGraph, graphRecord } from './graph-record.ts';
import { incidentStatus } from './mapping/words.ts';
import { keysetOf, orderText, parseOrder } from './order.ts';
import type { CallOptions, IncidentChange, IncidentFilter, ListOptions, Page } from './resource.ts';
import type { Incident } from './shape.ts';
import { versionOf } from './version.ts';

const base = '/v1.0/security/incidents';

/** @see https://learn.microsoft.com/graph/api/security-list-incidents */
const filterable: Filterable = {
  values: {
    status: { field: 'status' },
    severity: { field: 'severity' },
    classification: { field: 'classification' },
    determination: { field: 'determination' },
    assignedTo: { field: 'assignedTo' },
  },
  updated: 'lastUpdateDateTime',
  created: 'createdDateTime',
};

/** More is refused with "The limit of '50' for Top query has been exceeded". */
const pageMax = 50;
/** How many incidents are asked for their alerts at a time, where `$expand` does not work. */
const abreast = 5;
/** For so long `$expand` is not tried again; on the tenants where it fails it goes on failing. */
const expandRestMs = 600_000;
const degraded =
  'Microsoft Graph fails when it is asked for incidents together with their alerts; the alerts are fetched incident by incident, which is slower.';

/** Incidents by Microsoft Graph. @see https://learn.microsoft.com/graph/api/resources/security-incident */
export function graphIncidents({
  send,
  clock,
  onNote,
}: ResourceContext): RouteApi<Incident, IncidentFilter, IncidentChange> {
  let expandRestsUntil = 0;
  return {
    async *pages(options) {
      if (options.withAlerts !== true) {
        yield* plainPages(send, options);
        return;
      }
      const given = new Set<string>();
      if (clock.now() >= expandRestsUntil) {
        try {
          for await (const page of plainPages(send, options, { $expand: 'alerts' })) {
            for (const incident of page.items) given.add(versionOf(incident));
            yield page;
          }
          return;
        } catch (error) {
          if (!isVedetteError(error) || error.code !== 'MDE_SERVICE' || error.status !== 500) throw error;
          expandRestsUntil = clock.now() + expandRestMs;
          onNote?.(degraded);
        }
      }
      yield* oneByOne(send, options, given);
    },
    async get(id, options) {
      const query = options.withAlerts === true ? { $expand: 'alerts' } : undefined;
      return (await askRecord(send, {
        ...askGraph(options),
        path: base + path`/${id}`,
        query,
      })) as Incident;
    },
    ...graphRecord<Incident>(send, base, incidentStatus),
  };
}

async function* plainPages(
  send: Send,
  options: ListOptions<IncidentFilter>,
  expand?: { readonly $expand: string },
): AsyncGenerator<Page<Incident>> {
  const { server } = splitFilter(options.filter, filterable, incidentStatus);
  const order = parseOrder(options.orderBy);
  const call = {
    request: {
      ...askGraph(options),
      path: base,
      query: {
        $filter: server,
        $orderby: orderText(order),
        ...expand,
      },
      // A failing $expand fails for ever; a second try is enough to tell it from a hiccup.
      ...(expand !== undefined && { tries: 2 }),
    },
    pageMax,
    pageSize: options.pageSize,
    limit: options.limit,
    offset: options.offset,
    keyOf: versionOf,
    keyset: keysetOf(order),
  };
  for await (const { items, more } of pages(send, call)) {
    yield { items: items as unknown as Incident[], more, route: 'graph' };
  }
}

/** Incidents without their alerts, then each with them; those that were given before are passed over. */
async function* oneByOne(
  send: Send,
  options: ListOptions<IncidentFilter>,
  given: ReadonlySet<string>,
): AsyncGenerator<Page<Incident>> {
  for await (const page of plainPages(send, options)) {
    const wanted = page.items.filter((incident) => !given.has(versionOf(incident)));
    const items: Incident[] = [];
    for (let at = 0; at < wanted.length; at += abreast) {
      items.push(
        ...(await Promise.all(
          wanted.slice(at, at + abreast).map((incident) => withAlerts(send, incident, options)),
        )),
      );
    }
    if (items.length > 0 || !page.more) yield { ...page, items, degraded };
  }
}

async function withAlerts(send: Send, incident: Incident, options: CallOptions): Promise<Incident> {
  const request = {
    ...askGraph(options),
    path: path`/v1.0/security/incidents/${incident.id}`,
    query: { $expand: 'alerts' },
  };
  return (await askRecord(send, request)) as Incident;
}
