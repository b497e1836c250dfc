import { pages } from '../transport/paging.ts';
import { path } from '../transport/odata.ts';
import type { ResourceContext, RouteApi } from './api.ts';
import { askRecord } from './ask.ts';
import { splitFilter } from './filter.ts';
import type { Filterable } from './filter.ts';
import { incidentToGraph } from './mapping/native.ts';
import { incidentStatus } from './mapping/words.ts';
import { askNative, nativeRecord } from './native-record.ts';
import { parseOrder } from './order.ts';
import type { IncidentChange, IncidentFilter } from './resource.ts';
import { sift } from './sift.ts';
import type { Incident } from './shape.ts';

const base = '/api/incidents';
const pageMax = 100;

/** @see https://learn.microsoft.com/defender-xdr/api-list-incidents */
const filterable: Filterable = {
  values: { status: { field: 'status', words: incidentStatus }, assignedTo: { field: 'assignedTo' } },
  updated: 'lastUpdateTime',
  created: 'createdTime',
  api: 'xdr',
};

/** Incidents by the Defender XDR API, in Graph's shape. @see https://learn.microsoft.com/defender-xdr/api-incident */
export function nativeIncidents({
  send,
}: ResourceContext): RouteApi<Incident, IncidentFilter, IncidentChange> {
  return {
    pages(options) {
      const { server, client } = splitFilter(options.filter, filterable, incidentStatus);
      return sift({
        route: 'native',
        options,
        order: parseOrder(options.orderBy),
        keep: client,
        convert: (native) => shapeOf(native, options.withAlerts),
        read: (window) =>
          pages(send, {
            request: { ...askNative('xdr', options), path: base, query: { $filter: server } },
            pageMax,
            pageSize: options.pageSize,
            keyOf: (native) => `${String(native['incidentId'])}@${String(native['lastUpdateTime'])}`,
            ...window,
          }),
      });
    },
    async get(id, options) {
      const native = await askRecord(send, { ...askNative('xdr', options), path: base + path`/${id}` });
      return shapeOf(native, options.withAlerts);
    },
    ...nativeRecord<Incident>(send, 'xdr', base, incidentStatus, (native) => shapeOf(native, false)),
  };
}

/** This API always sends the alerts; they are given only when they were asked for, as on the other route. */
function shapeOf(native: Readonly<Record<string, unknown>>, withAlerts: boolean | undefined): Incident {
  if (withAlerts === true) return incidentToGraph(native);
  const { alerts: _unasked, ...bare } = native;
  return incidentToGraph(bare);
}
