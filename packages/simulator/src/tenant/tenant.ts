import type { SimClock } from '../core/world.ts';
import { draftIncident, type Draft } from './draft.ts';
import { companyEstate, type Estate } from './estate.ts';
import { Growth, type BareAlert, type GrowthPlan } from './growth.ts';
import { Machines } from './machines.ts';
import type { Alert, Incident } from './model.ts';
import { tickOfMs, type Tick } from './tick.ts';
import { Timeline } from './timeline.ts';

/** One thing that happened to an incident, for those who compare what they read with what was so. */
export interface Event {
  readonly at: Tick;
  readonly incidentId: number;
  readonly what: string;
}

/** What can be known of an incident without making it. */
export type Glance = Pick<
  Incident,
  'redirect' | 'status' | 'severity' | 'classification' | 'determination' | 'assignee'
>;

const MOST_EVENTS = 10_000;

/**
 * The one state that every API is rendered from. Rows of the grown part are made on demand; what was
 * changed, loaded or created since stands in an overlay. Rows are numbers: incidents count from 0, and so
 * do alerts, those of grown incident `i` standing together.
 */
export class Tenant {
  readonly estate: Estate = companyEstate();
  readonly incidents = new Timeline();
  readonly machines = new Machines();
  readonly events: Event[] = [];
  readonly #clock: SimClock;
  readonly #growth: Growth;
  /** First alert row of each grown incident, and one past the last. */
  readonly #firstAlert: Uint32Array;
  readonly #changed = new Map<number, Incident>();
  readonly #changedAlerts = new Map<number, Alert>();
  readonly #links = new Map<number, readonly number[]>();
  readonly #rowOfId = new Map<number, number>();
  readonly #alertRowOfId = new Map<string, number>();
  readonly #hidden = new Map<number, number>();
  /** Alert rows of recordings that a newer recording has replaced. */
  readonly #dropped = new Set<number>();
  #alertTimeline: Timeline | undefined;
  #incidentRows: number;
  #alertRows: number;
  #nextId: number;
  #additions = 0;
  #drafts = 0;
  #last: Tick;

  constructor(clock: SimClock, plan: GrowthPlan) {
    this.#clock = clock;
    this.#growth = new Growth(plan, this.estate);
    for (const device of this.estate.devices) if (device.id !== null) this.machines.set(device.id, device);
    const { count } = this.#growth;
    this.#firstAlert = new Uint32Array(count + 1);
    for (let row = 0; row < count; row += 1) {
      this.incidents.set(row, ...this.#growth.times(row));
      this.#firstAlert[row + 1] = (this.#firstAlert[row] ?? 0) + this.#growth.head(row).alerts;
    }
    this.incidents.fill(Array.from({ length: count }, (_, row) => row));
    this.#incidentRows = count;
    this.#alertRows = this.#firstAlert[count] ?? 0;
    this.#nextId = this.#growth.idOf(count);
    this.#last = this.incidents.newest ?? 0;
  }

  /** Shows what was hidden until now. Called before anything is read. */
  settle(): void {
    for (const [row, until] of this.#hidden) if (until <= this.#clock.now()) this.surface(row);
  }

  surfaceAll(): void {
    for (const row of this.#hidden.keys()) this.surface(row);
  }

  /** Shows one incident that was hidden, with the times it was hidden with. */
  surface(row: number): void {
    if (!this.#hidden.delete(row)) return;
    this.#additions += 1;
    this.incidents.show(row);
    for (const alertRow of this.alertRowsOf(row)) this.#alertTimeline?.show(alertRow);
    this.#note(this.incident(row).id, 'surfaced');
  }

  get hiddenCount(): number {
    return this.#hidden.size;
  }

  get changedCount(): number {
    return this.#changed.size;
  }

  /** A time of update no other has: the clock's, but always later than every one before. */
  stamp(): Tick {
    this.#last = Math.max(tickOfMs(this.#clock.now()), this.#last + 1);
    return this.#last;
  }

  nextId(): number {
    this.#nextId += 1;
    return this.#nextId - 1;
  }

  /** Undefined for an id that does not exist or has not surfaced yet. */
  rowOf(id: number): number | undefined {
    const row = this.#rowOfId.get(id) ?? this.#growth.indexOf(id);
    return row === undefined || this.#hidden.has(row) ? undefined : row;
  }

  incident(row: number): Incident {
    const incident = this.#changed.get(row) ?? this.#growth.incident(row);
    return {
      ...incident,
      created: this.incidents.created.get(row),
      updated: this.incidents.updated.get(row),
    };
  }

  /** What a list filters by, without making the whole incident. */
  glance(row: number): Glance {
    return this.#changed.get(row) ?? this.#growth.head(row);
  }

  alertRowsOf(row: number): readonly number[] {
    const linked = this.#links.get(row);
    if (linked !== undefined) return linked;
    const first = this.#firstAlert[row] ?? 0;
    const end = this.#firstAlert[row + 1] ?? first;
    return Array.from({ length: end - first }, (_, position) => first + position);
  }

  alertsOf(row: number): Alert[] {
    return this.alertRowsOf(row).map((alertRow) => this.alert(alertRow));
  }

  alert(alertRow: number): Alert {
    const alert = this.#changedAlerts.get(alertRow) ?? this.#growth.alert(...this.#place(alertRow));
    return this.#alertTimeline === undefined
      ? alert
      : { ...alert, updated: this.#alertTimeline.updated.get(alertRow) };
  }

  /** What a list filters by, without making the evidence. Its time of update stands in the timeline. */
  alertGlance(alertRow: number): BareAlert {
    return this.#changedAlerts.get(alertRow) ?? this.#growth.bareAlert(...this.#place(alertRow));
  }

  /** Without making the alert. */
  incidentIdOfAlert(alertRow: number): number {
    return this.#changedAlerts.get(alertRow)?.incidentId ?? this.#growth.idOf(this.#place(alertRow)[0]);
  }

  alertRowOf(id: string): number | undefined {
    const row = this.#alertRowOfId.get(id);
    if (row !== undefined) return this.rowOf(this.alert(row).incidentId) === undefined ? undefined : row;
    const place = this.#growth.alertPlace(id);
    return place === undefined ? undefined : (this.#firstAlert[place[0]] ?? 0) + place[1];
  }

  get alertCount(): number {
    return this.#alertRows - this.#dropped.size;
  }

  /** Rises when alerts come to be seen, or are replaced. Their triage does not count. */
  get additions(): number {
    return this.#additions;
  }

  /** Alerts in the rows below this one were grown; the others came later. */
  get grownAlerts(): number {
    return this.#firstAlert.at(-1) ?? 0;
  }

  /** One past the last row of an alert. */
  get alertRows(): number {
    return this.#alertRows;
  }

  /** Its incident has surfaced, and no newer recording has replaced it. */
  isAlertShown(alertRow: number): boolean {
    return !this.#dropped.has(alertRow) && this.rowOf(this.incidentIdOfAlert(alertRow)) !== undefined;
  }

  /** Without making the alert. */
  alertCreated(alertRow: number): Tick {
    return this.#changedAlerts.get(alertRow)?.created ?? this.#growth.alertTimes(...this.#place(alertRow))[0];
  }

  /** Built when first asked for: most readers of incidents never list alerts. */
  get alerts(): Timeline {
    if (this.#alertTimeline === undefined) {
      const timeline = new Timeline();
      const visible: number[] = [];
      for (let row = 0; row < this.#alertRows; row += 1) {
        const changed = this.#changedAlerts.get(row);
        const times = changed ?? this.#growth.alertTimes(...this.#place(row));
        if ('created' in times) timeline.set(row, times.created, times.updated);
        else timeline.set(row, times[0], times[1]);
        const seen = changed === undefined || this.rowOf(changed.incidentId) !== undefined;
        if (seen && !this.#dropped.has(row)) visible.push(row);
      }
      timeline.fill(visible);
      this.#alertTimeline = timeline;
    }
    return this.#alertTimeline;
  }

  /** A new incident with its alerts as a story would have them, all of it now. It is not added. */
  draft(at: Tick): Draft {
    this.#drafts += 1;
    return draftIncident(this.#growth, this.#growth.count + this.#drafts, this.nextId(), at);
  }

  /** Gives incidents and alerts the same time of update in groups of this size. */
  tie(size: number): void {
    this.incidents.tie(size);
    this.alerts.tie(size);
  }

  /** Adds an incident with its alerts. @param hiddenUntil epoch ms until which nobody sees it; `Infinity`: until surfaced. */
  add(incident: Incident, alerts: readonly Alert[], hiddenUntil?: number): number {
    const row = this.#incidentRows;
    this.#incidentRows += 1;
    this.#nextId = Math.max(this.#nextId, incident.id + 1);
    this.#rowOfId.set(incident.id, row);
    this.#changed.set(row, incident);
    this.#links.set(row, []);
    this.incidents.set(row, incident.created, incident.updated);
    if (hiddenUntil !== undefined) this.#hidden.set(row, hiddenUntil);
    else this.incidents.show(row);
    this.#links.set(
      row,
      alerts.map((alert) => this.#appendAlert(alert)),
    );
    if (hiddenUntil === undefined) this.#last = Math.max(this.#last, incident.updated);
    // Recordings are the state one starts from, nothing that happened.
    if (incident.recorded === undefined)
      this.#note(incident.id, hiddenUntil === undefined ? 'created' : 'created, hidden');
    return row;
  }

  /** Replaces an incident that stands in the overlay by another recording of it. */
  replace(row: number, incident: Incident, alerts: readonly Alert[]): void {
    this.incidents.hide(row);
    for (const alertRow of this.alertRowsOf(row)) {
      this.#alertTimeline?.hide(alertRow);
      this.#dropped.add(alertRow);
    }
    this.#changed.set(row, incident);
    this.incidents.set(row, incident.created, incident.updated);
    this.incidents.show(row);
    this.#links.set(
      row,
      alerts.map((alert) => this.#appendAlert(alert)),
    );
    this.#last = Math.max(this.#last, incident.updated);
  }

  /** Changes an incident and moves its time of update. */
  change(row: number, change: Partial<Incident>, what: string): Incident {
    const before = this.incident(row);
    const after = { ...before, ...change, updated: change.updated ?? this.stamp() };
    this.#changed.set(row, after);
    if (this.#hidden.has(row)) this.incidents.updated.set(row, after.updated);
    else this.incidents.touch(row, after.updated);
    this.#note(after.id, what);
    return after;
  }

  changeAlert(alertRow: number, change: Partial<Alert>): Alert {
    const after = { ...this.alert(alertRow), ...change, updated: change.updated ?? this.stamp() };
    this.#changedAlerts.set(alertRow, after);
    this.#alertRowOfId.set(after.id, alertRow);
    this.#alertTimeline?.touch(alertRow, after.updated);
    return after;
  }

  addAlert(row: number, alert: Alert): void {
    const linked = this.alertRowsOf(row);
    this.#links.set(row, [...linked, this.#appendAlert(alert)]);
  }

  /** Alerts of one incident become those of another. */
  moveAlerts(from: number, to: number, intoId: number): void {
    const moved = this.alertRowsOf(from);
    for (const alertRow of moved) this.changeAlert(alertRow, { incidentId: intoId });
    this.#links.set(to, [...this.alertRowsOf(to), ...moved]);
    this.#links.set(from, []);
  }

  #appendAlert(alert: Alert): number {
    const alertRow = this.#alertRows;
    this.#alertRows += 1;
    this.#additions += 1;
    this.#changedAlerts.set(alertRow, alert);
    this.#alertRowOfId.set(alert.id, alertRow);
    this.#alertTimeline?.set(alertRow, alert.created, alert.updated);
    if (this.rowOf(alert.incidentId) !== undefined) this.#alertTimeline?.show(alertRow);
    return alertRow;
  }

  #place(alertRow: number): [index: number, position: number] {
    let low = 0;
    let high = this.#growth.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#firstAlert[middle + 1] ?? 0) > alertRow) high = middle;
      else low = middle + 1;
    }
    return [low, alertRow - (this.#firstAlert[low] ?? 0)];
  }

  #note(incidentId: number, what: string): void {
    this.events.push({ at: this.#last, incidentId, what });
    if (this.events.length > MOST_EVENTS) this.events.splice(0, MOST_EVENTS / 2);
  }
}
