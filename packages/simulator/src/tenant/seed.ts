import { joinAlert, mergeIncidents, openIncident } from './happening.ts';
import type { Incident } from './model.ts';
import type { TenantHost } from './tenant-host.ts';
import { tickOfIso } from './tick.ts';
import { assessAlert, type Assessment } from './triage.ts';
import {
  alertStatuses,
  classifications,
  determinations,
  incidentStatuses,
  severities,
  type Vocabulary,
} from './vocabulary.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One kind of seeding, by the key that asks for it. */
const KINDS: Readonly<Record<string, (host: TenantHost, spec: never) => void | Promise<void>>> = {
  incidents: (host, spec: Fields) =>
    host.grow({
      incidents: whole(spec['incidents'], 'incidents'),
      seed: text(spec['seed'] ?? 'vedette', 'seed'),
      ...(spec['until'] === undefined ? {} : { until: moment(spec['until'], 'until') }),
      ...(spec['tied'] === undefined ? {} : { tied: whole(spec['tied'], 'tied') }),
    }),
  load: (host, { load }: { load: unknown }) => host.load(texts(load, 'load')),
  create: (host, { create }: { create: unknown }) =>
    void openIncident(host.tenant, incidentFields(fields(create))),
  change: (host, { change }: { change: unknown }) => changeOne(host, fields(change)),
  addAlert: (host, { addAlert }: { addAlert: unknown }) =>
    joinAlert(host.tenant, rowOf(host, fields(addAlert)['id'])),
  merge: (host, { merge }: { merge: unknown }) => {
    const { from, into } = fields(merge);
    mergeIncidents(host.tenant, rowOf(host, from), rowOf(host, into));
  },
  surface: (host, { surface }: { surface: unknown }) => surfaceLater(host, fields(surface)),
  hunting: (host, { hunting }: { hunting: unknown }) =>
    host.growHunting(whole(fields(hunting)['rows'], 'hunting.rows')),
  live: (host, { live }: { live: unknown }) =>
    host.live(whole(fields(live)['perRequest'], 'live.perRequest')),
};

/** @throws RangeError for a spec that says nothing that is known. */
export async function applySeed(host: TenantHost, spec: unknown): Promise<void> {
  for (const one of Array.isArray(spec) ? spec : [spec]) {
    const asked = fields(one);
    const kinds = Object.keys(asked).filter((key) => Object.hasOwn(KINDS, key));
    if (kinds.length === 0) throw new RangeError(`A seed names one of: ${Object.keys(KINDS).join(', ')}.`);
    for (const kind of kinds) await KINDS[kind]?.(host, asked as never);
  }
}

function changeOne(host: TenantHost, asked: Fields): void {
  if (typeof asked['alertId'] === 'string') {
    const row = host.tenant.alertRowOf(asked['alertId']);
    if (row === undefined) throw new RangeError(`No such alert: ${asked['alertId']}`);
    const status =
      asked['status'] === undefined ? {} : { status: word(alertStatuses, asked['status'], 'status') };
    assessAlert(host.tenant, row, { ...assessment(asked), ...status }, 'seed');
    return;
  }
  const row = rowOf(host, asked['id']);
  const { comment } = asked;
  const { comments } = host.tenant.incident(row);
  const { id: _id, ...change } = incidentFields(asked);
  const added =
    typeof comment === 'string' ? [{ text: comment, author: 'seed', at: host.tenant.stamp() }] : [];
  host.tenant.change(row, { ...change, comments: [...comments, ...added] }, 'changed by seed');
}

/** Hides a new incident, or with `all` shows everything that is hidden. */
function surfaceLater(host: TenantHost, asked: Fields): void {
  if (asked['all'] === true) {
    host.tenant.surfaceAll();
    return;
  }
  const delay = asked['delayMs'] === undefined ? Infinity : Number(asked['delayMs']);
  openIncident(host.tenant, incidentFields(asked), host.world.clock.now() + delay);
}

function incidentFields(asked: Fields): Partial<Incident> {
  const read: Record<string, unknown> = { ...assessment(asked) };
  if (asked['id'] !== undefined) read['id'] = whole(asked['id'], 'id');
  if (asked['name'] !== undefined) read['name'] = text(asked['name'], 'name');
  if (asked['tags'] !== undefined) read['tags'] = texts(asked['tags'], 'tags');
  if (asked['severity'] !== undefined) read['severity'] = word(severities, asked['severity'], 'severity');
  if (asked['status'] !== undefined) read['status'] = word(incidentStatuses, asked['status'], 'status');
  if (asked['created'] !== undefined) read['created'] = moment(asked['created'], 'created');
  if (asked['updated'] !== undefined) read['updated'] = moment(asked['updated'], 'updated');
  return read;
}

function assessment(asked: Fields): Assessment {
  const { classification, determination, assignedTo } = asked;
  return {
    ...(classification === undefined
      ? {}
      : { classification: word(classifications, classification, 'classification') }),
    ...(determination === undefined
      ? {}
      : { determination: word(determinations, determination, 'determination') }),
    ...(assignedTo === undefined
      ? {}
      : { assignee: assignedTo === null ? null : text(assignedTo, 'assignedTo') }),
  };
}

function rowOf(host: TenantHost, id: unknown): number {
  const row = host.tenant.rowOf(whole(id, 'id'));
  if (row === undefined) throw new RangeError(`No such incident: ${String(id)}`);
  return row;
}

function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RangeError('A seed is an object.');
  return value as Fields;
}

/** A word in either spelling; one that is in no table is taken as it is, so that new members can be tried. */
function word(words: Vocabulary, value: unknown, name: string): string {
  const spelled = text(value, name);
  return words.fromGraph(spelled) ?? words.fromNative(spelled) ?? spelled;
}

function whole(value: unknown, name: string): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 0)
    throw new RangeError(`${name} is a whole number.`);
  return number;
}

function text(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new RangeError(`${name} is a text.`);
  return value;
}

function texts(value: unknown, name: string): string[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new RangeError(`${name} is a list of texts.`);
  return value;
}

function moment(value: unknown, name: string): number {
  const tick = tickOfIso(text(value, name));
  if (tick === undefined) throw new RangeError(`${name} is a time in ISO 8601.`);
  return tick;
}
