import { path } from '../transport/odata.ts';
import type { ApiRequest, Send } from '../transport/send.ts';
import { carried } from './api.ts';
import type { RouteApi } from './api.ts';
import { askRecord, recordsOf } from './ask.ts';
import { changeForGraph } from './change.ts';
import type { AlertChange, CallOptions, IncidentChange } from './resource.ts';
import type { Comment } from './shape.ts';

/** Members that were added later are hidden behind `unknownFutureValue` unless one asks for them. */
const headers = { prefer: 'include-unknown-enum-members' };

/** What every request to Graph has in common. */
export function askGraph(
  options: CallOptions,
): Pick<ApiRequest, 'method' | 'audience' | 'headers'> & CallOptions {
  return { method: 'GET', audience: 'graph', headers, ...carried(options) };
}

/** Changing and commenting one record of a list of Graph: the same for incidents and alerts. */
export function graphRecord<T>(
  send: Send,
  base: string,
  status: Parameters<typeof changeForGraph>[1],
): Pick<RouteApi<T, never, IncidentChange & AlertChange>, 'update' | 'comment'> {
  return {
    async update(id, change, options) {
      const request: ApiRequest = {
        ...askGraph(options),
        method: 'PATCH',
        path: base + path`/${id}`,
        body: changeForGraph(change, status),
        // The same values twice leave the same record.
        repeatable: true,
      };
      return (await askRecord(send, request)) as T;
    },
    async comment(id, text, options) {
      const request: ApiRequest = {
        ...askGraph(options),
        method: 'POST',
        path: base + path`/${id}/comments`,
        body: { '@odata.type': 'microsoft.graph.security.alertComment', comment: text },
      };
      return recordsOf<Comment>(await (await send(request)).json());
    },
  };
}
