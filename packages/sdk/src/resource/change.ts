import { VedetteError } from '../error.ts';
import { classification, determination, severity } from './mapping/words.ts';
import type { Words } from './mapping/words.ts';
import type { AlertChange, IncidentChange } from './resource.ts';

/** The body of a Graph PATCH. Words are taken in either spelling; an empty assignee unassigns. */
export function changeForGraph(change: IncidentChange & AlertChange, status: Words): Record<string, unknown> {
  const { assignedTo, ...rest } = change;
  const body: Record<string, unknown> = { ...rest };
  if (change.status !== undefined) body['status'] = status.graph(change.status);
  if (change.classification !== undefined)
    body['classification'] = classification.graph(change.classification);
  if (change.determination !== undefined) body['determination'] = determination.graph(change.determination);
  if (change.severity !== undefined) body['severity'] = severity.graph(change.severity);
  if (assignedTo !== undefined) body['assignedTo'] = assignedTo === '' ? null : assignedTo;
  return definedOnly(body);
}

/** What a native PATCH takes; the rest exists on Graph only. */
const nativeFields = ['status', 'assignedTo', 'classification', 'determination', 'customTags'] as const;

/**
 * The body of a native PATCH.
 * @throws VedetteError MDE_INPUT for a field that the native APIs cannot change.
 */
export function changeForNative(
  change: IncidentChange & AlertChange,
  status: Words,
  api: 'xdr' | 'endpoint',
): Record<string, unknown> {
  const given = Object.keys(definedOnly(change));
  const foreign = given.filter((name) => !(nativeFields as readonly string[]).includes(name));
  if (foreign.length > 0) {
    throw new VedetteError('MDE_INPUT', `The native API cannot change ${foreign.join(', ')}.`, {
      advice: 'Use the route graph for it.',
    });
  }
  return definedOnly({
    status: change.status === undefined ? undefined : status.native(change.status, api),
    assignedTo: change.assignedTo === null ? '' : change.assignedTo,
    classification:
      change.classification === undefined ? undefined : classification.native(change.classification, api),
    determination:
      change.determination === undefined ? undefined : determination.native(change.determination, api),
    tags: change.customTags,
  });
}

function definedOnly(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
