import { path } from '../transport/odata.ts';
import { pages } from '../transport/paging.ts';
import type { ResourceContext, RouteApi } from './api.ts';
import { askRecord } from './ask.ts';
import { splitFilter } from './filter.ts';
import type { Filterable } from './filter.ts';
import { endpointAlertToGraph } from './mapping/native.ts';
import { alertStatus, severity } from './mapping/words.ts';
import { askNative, nativeRecord } from './native-record.ts';
import { parseOrder } from './order.ts';
import type { AlertChange, AlertFilter } from './resource.ts';
import { sift } from './sift.ts';
import type { Alert } from './shape.ts';

const base = '/api/alerts';

/** The service takes up to 10,000; a tenth of that keeps a page in reasonable memory. */
const pageMax = 1_000;

/** @see https://learn.microsoft.com/defender-endpoint/api/get-alerts */
const filterable: Filterable = {
  values: {
    status: { field: 'status', words: alertStatus },
    severity: { field: 'severity', words: severity },
    assignedTo: { field: 'assignedTo' },
    category: { field: 'category' },
    incidentId: { field: 'incidentId', number: true },
  },
  updated: 'lastUpdateTime',
  created: 'alertCreationTime',
  api: 'endpoint',
};

/** Alerts of Defender for Endpoint, in Graph's shape. @see https://learn.microsoft.com/defender-endpoint/api/alerts */
export function nativeAlerts({ send }: ResourceContext): RouteApi<Alert, AlertFilter, AlertChange> {
  return {
    pages(options) {
      const { server, client } = splitFilter(options.filter, filterable, alertStatus);
      return sift({
        route: 'native',
        options,
        order: parseOrder(options.orderBy),
        keep: client,
        convert: endpointAlertToGraph,
        read: (window) =>
          pages(send, {
            request: {
              ...askNative('endpoint', options),
              path: base,
              query: { $filter: server, $expand: 'evidence' },
            },
            pageMax,
            pageSize: options.pageSize,
            keyOf: (native) => `${String(native['id'])}@${String(native['lastUpdateTime'])}`,
            ...window,
          }),
      });
    },
    get: async (id, options) =>
      endpointAlertToGraph(
        await askRecord(send, { ...askNative('endpoint', options), path: base + path`/${id}` }),
      ),
    ...nativeRecord<Alert>(send, 'endpoint', base, alertStatus, endpointAlertToGraph),
  };
}
