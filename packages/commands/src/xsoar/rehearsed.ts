import { rehearse } from '../catalog/rehearsal.ts';
import { remark, type Entry } from './entry.ts';
import { printTable } from './table.ts';

/** What a dry run leaves in the war room: the requests that were held back, and an untouched context. */
export async function rehearsed(...steps: readonly (() => Promise<unknown>)[]): Promise<Entry> {
  const plan = await rehearse(steps);
  const readable = printTable(
    'Dry run: nothing was sent',
    [
      { header: 'Method', value: (request) => request.method },
      { header: 'API', value: (request) => request.audience },
      { header: 'Path', value: (request) => request.path },
      { header: 'Body', value: (request) => request.body },
    ],
    plan.requests,
  );
  return { ...remark(readable), raw: plan };
}
