import { pages } from '../transport/paging.ts';
import { path } from '../transport/odata.ts';
import type { ApiRequest } from '../transport/send.ts';
import { carried } from './api.ts';
import type { ResourceContext, RouteApi } from './api.ts';
import { askRecord } from './ask.ts';
import { changeForNative } from './change.ts';
import { splitFilter } from './filter.ts';
import type { Filterable } from './filter.ts';
import { incidentToGraph } from './mapping/native.ts';
import { incidentStatus } from './mapping/words.ts';
import { parseOrder } from './order.ts';
import type { CallOptions, IncidentChange, IncidentFilter } from './resource.ts';
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
            request: { ...reading(options), path: base, query: { $filter: server } },
            pageMax,
            pageSize: options.pageSize,
            keyOf: (native) => `${String(native['incidentId'])}@${String(native['lastUpdateTime'])}`,
            ...window,
          }),
      });
    },
    async get(id, options) {
      const native = await askRecord(send, { ...reading(options), path: path`/api/incidents/${id}` });
      return shapeOf(native, options.withAlerts);
    },
    async update(id, change, options) {
      const request: ApiRequest = {
        ...reading(options),
        method: 'PATCH',
        path: path`/api/incidents/${id}`,
        body: changeForNative(change, incidentStatus, 'xdr'),
        repeatable: true,
      };
      return shapeOf(await askRecord(send, request), false);
    },
    async comment(id, text, options) {
      const request: ApiRequest = {
        ...reading(options),
        method: 'PATCH',
        path: path`/api/incidents/${id}`,
        body: { comment: text },
      };
      return incidentToGraph(await askRecord(send, request)).comments ?? [];
    },
  };
}

function reading(options: CallOptions): Pick<ApiRequest, 'method' | 'audience'> & CallOptions {
  return { method: 'GET', audience: 'xdr', ...carried(options) };
}

/** This API always sends the alerts; they are given only when they were asked for, as on the other route. */
function shapeOf(native: Readonly<Record<string, unknown>>, withAlerts: boolean | undefined): Incident {
  if (withAlerts === true) return incidentToGraph(native);
  const { alerts: _unasked, ...bare } = native;
  return incidentToGraph(bare);
}
