import type { Audience } from '../credential/credential.ts';
import { path } from '../transport/odata.ts';
import type { ApiRequest, Send } from '../transport/send.ts';
import { carried } from './api.ts';
import type { RouteApi } from './api.ts';
import { askRecord } from './ask.ts';
import { changeForNative } from './change.ts';
import type { AlertChange, CallOptions, IncidentChange } from './resource.ts';
import type { Comment } from './shape.ts';

type NativeAudience = Exclude<Audience, 'graph'>;

/** What every request to a native API has in common. */
export function askNative(
  audience: NativeAudience,
  options: CallOptions,
): Pick<ApiRequest, 'method' | 'audience'> & CallOptions {
  return { method: 'GET', audience, ...carried(options) };
}

/** Changing and commenting one record of a native list; a comment is a change there. */
export function nativeRecord<T extends { comments?: Comment[] | null }>(
  send: Send,
  audience: NativeAudience,
  base: string,
  status: Parameters<typeof changeForNative>[1],
  toGraph: (native: Readonly<Record<string, unknown>>) => T,
): Pick<RouteApi<T, never, IncidentChange & AlertChange>, 'update' | 'comment'> {
  const patch = async (id: string, options: CallOptions, more: Partial<ApiRequest>): Promise<T> => {
    const call = { ...askNative(audience, options), method: 'PATCH', path: base + path`/${id}` } as const;
    return toGraph(await askRecord(send, { ...call, ...more }));
  };
  return {
    update: (id, change, options) =>
      // The same values twice leave the same record.
      patch(id, options, { body: changeForNative(change, status, audience), repeatable: true }),
    comment: async (id, text, options) =>
      (await patch(id, options, { body: { comment: text } })).comments ?? [],
  };
}
