import type { Alert, Comment, Incident, Triage } from './model.ts';
import { Refusal } from './refusal.ts';
import type { Tenant } from './tenant.ts';
import { determinationsOf } from './vocabulary.ts';

/** What an analyst's call asks for, in the simulator's own words; absent: left as it is. */
export interface Assessment {
  readonly status?: string;
  readonly classification?: string;
  readonly determination?: string;
  readonly assignee?: string | null;
  readonly comment?: string;
  readonly tags?: readonly string[];
  readonly name?: string;
  readonly description?: string | null;
  readonly summary?: string | null;
  readonly severity?: string;
  readonly resolvingComment?: string | null;
}

/** Changes an incident as asked. Resolving it resolves its alerts, as the portal does. */
export function assessIncident(tenant: Tenant, row: number, asked: Assessment, author: string): Incident {
  const before = tenant.incident(row);
  const { comment, ...fields } = asked;
  if (asked.status === 'resolved' && before.status !== 'resolved')
    for (const alertRow of tenant.alertRowsOf(row)) {
      const alert = tenant.alert(alertRow);
      if (alert.status !== 'resolved') resolveAlert(tenant, alertRow);
    }
  const comments =
    comment === undefined ? before.comments : [...before.comments, signed(tenant, comment, author)];
  return tenant.change(row, { ...fields, comments, modifiedBy: author }, 'updated');
}

/** Changes an alert as asked, and with it the time of update of its incident. */
export function assessAlert(tenant: Tenant, alertRow: number, asked: Assessment, author: string): Alert {
  const before = tenant.alert(alertRow);
  const { comment, status, classification, determination, assignee } = asked;
  const updated = tenant.stamp();
  const comments =
    comment === undefined ? before.comments : [...before.comments, signed(tenant, comment, author)];
  const resolved =
    status === undefined ? before.resolved : status === 'resolved' ? (before.resolved ?? updated) : null;
  const after = tenant.changeAlert(alertRow, {
    ...present({ status, classification, determination, assignee }),
    comments,
    resolved,
    updated,
  });
  const row = tenant.rowOf(after.incidentId);
  if (row !== undefined) tenant.change(row, {}, 'alert updated');
  return after;
}

/** @throws Refusal with this code when the determination is not one of the classification. */
export function checkDetermination(asked: Assessment, before: Triage, code: string): void {
  const { determination } = asked;
  if (determination === undefined) return;
  const classification = asked.classification ?? before.classification ?? 'unknown';
  const allowed = determinationsOf[classification] ?? [];
  if (!allowed.includes(determination))
    throw new Refusal(
      400,
      code,
      `The determination does not belong to the classification '${classification}'.`,
    );
}

function resolveAlert(tenant: Tenant, alertRow: number): void {
  const updated = tenant.stamp();
  tenant.changeAlert(alertRow, { status: 'resolved', resolved: updated, updated });
}

function signed(tenant: Tenant, text: string, author: string): Comment {
  return { text, author, at: tenant.stamp() };
}

function present<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
