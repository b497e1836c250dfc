import { path } from '../transport/odata.ts';
import { pages } from '../transport/paging.ts';
import type { ResourceContext, RouteApi } from './api.ts';
import { askRecord } from './ask.ts';
import { splitFilter } from './filter.ts';
import type { Filterable } from './filter.ts';
import { askGraph, graphRecord } from './graph-record.ts';
import { alertStatus } from './mapping/words.ts';
import { keysetOf, orderText, parseOrder } from './order.ts';
import type { AlertChange, AlertFilter } from './resource.ts';
import { sift } from './sift.ts';
import type { Alert } from './shape.ts';
import { versionOf } from './version.ts';

const base = '/v1.0/security/alerts_v2';

/** A larger `$top` is cut down to this. @see https://github.com/elastic/integrations/issues/20234 */
const pageMax = 1_000;

/** @see https://learn.microsoft.com/graph/api/security-list-alerts_v2 */
const filterable: Filterable = {
  values: {
    status: { field: 'status' },
    severity: { field: 'severity' },
    classification: { field: 'classification' },
    determination: { field: 'determination' },
    assignedTo: { field: 'assignedTo' },
    serviceSource: { field: 'serviceSource' },
  },
  updated: 'lastUpdateDateTime',
  created: 'createdDateTime',
};

/** Alerts by Microsoft Graph. @see https://learn.microsoft.com/graph/api/resources/security-alert */
export function graphAlerts({ send }: ResourceContext): RouteApi<Alert, AlertFilter, AlertChange> {
  return {
    pages(options) {
      const { server, client } = splitFilter(options.filter, filterable, alertStatus);
      const order = parseOrder(options.orderBy);
      return sift({
        route: 'graph',
        options,
        // The server sorts.
        order: undefined,
        keep: client,
        convert: (alert) => alert as Alert,
        read: (window) =>
          pages(send, {
            request: {
              ...askGraph(options),
              path: base,
              query: {
                $filter: server,
                $orderby: orderText(order),
              },
            },
            pageMax,
            pageSize: options.pageSize,
            keyOf: versionOf,
            keyset: keysetOf(order),
            ...window,
          }),
      });
    },
    get: async (id, options) =>
      (await askRecord(send, { ...askGraph(options), path: base + path`/${id}` })) as Alert,
    ...graphRecord<Alert>(send, base, alertStatus),
  };
}
