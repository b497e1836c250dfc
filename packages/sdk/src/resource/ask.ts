import { VedetteError } from '../error.ts';
import type { ApiRequest, Send } from '../transport/send.ts';

/** Sends and reads a record. @throws VedetteError MDE_RESPONSE when the answer is not one. */
export async function askRecord(send: Send, request: ApiRequest): Promise<Readonly<Record<string, unknown>>> {
  const response = await send(request);
  const body = await response.json<unknown>();
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw new VedetteError(
    'MDE_RESPONSE',
    `${request.method} ${request.path} was answered ${body === undefined ? 'without a body' : 'with something that is no record'}.`,
    { requestId: response.requestId, changed: request.method === 'GET' ? 'nothing' : 'unknown' },
  );
}

/** Records of a list, whether the answer is the list itself or an OData envelope round it. */
export function recordsOf<T>(body: unknown): T[] {
  const list: unknown = Array.isArray(body) ? body : (body as { value?: unknown } | undefined)?.value;
  return Array.isArray(list) ? (list.filter((item) => typeof item === 'object' && item !== null) as T[]) : [];
}
