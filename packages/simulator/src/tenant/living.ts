import type { Faults } from '../core/world.ts';
import { joinAlert, mergeIncidents, openIncident } from './happening.ts';
import { Random, seedOf } from './random.ts';
import type { Tenant } from './tenant.ts';

/** Rows that share one time under fault `tied-timestamps`: more than any page of incidents. */
const TIED = 120;

/** Things that happen by themselves, before each list: at random from a seed, or because a fault is on. */
export class Living {
  readonly #faults: Faults;
  readonly #random: Random;
  /** Those that surface at the next list. */
  #late: number[] = [];
  readonly #tied = new WeakSet();
  perRequest = 0;

  constructor(faults: Faults, seed: string) {
    this.#faults = faults;
    this.#random = new Random(seedOf(`living ${seed}`));
  }

  stir(tenant: Tenant): void {
    for (const row of this.#late.splice(0)) tenant.surface(row);
    const tied = this.#faults.take('tied-timestamps');
    if (tied !== undefined && !this.#tied.has(tied)) {
      this.#tied.add(tied);
      tenant.tie(Number(tied.params['size'] ?? TIED));
    }
    if (this.#faults.take('incident-changes') !== undefined) this.#change(tenant);
    if (this.#faults.take('incident-merges') !== undefined) this.#merge(tenant);
    if (this.#faults.take('late-arrival') !== undefined) this.#late.push(openIncident(tenant, {}, Infinity));
    for (let times = 0; times < this.perRequest; times += 1) this.#happen(tenant);
  }

  #happen(tenant: Tenant): void {
    const kind = this.#random.fraction();
    if (kind < 0.45) this.#change(tenant);
    else if (kind < 0.7) this.#join(tenant);
    else if (kind < 0.82) openIncident(tenant);
    else if (kind < 0.92) this.#merge(tenant);
    else this.#late.push(openIncident(tenant, {}, Infinity));
  }

  #change(tenant: Tenant): void {
    const row = this.#open(tenant);
    if (row === undefined) return;
    const { comments } = tenant.incident(row);
    const analyst = this.#random.pick(tenant.estate.analysts);
    const change = this.#random.pick([
      { status: 'inProgress', assignee: analyst },
      { severity: this.#random.pick(['low', 'medium', 'high']) },
      { tags: [`seen ${this.#random.below(100)}`] },
      {
        comments: [
          ...comments,
          { text: `Note ${this.#random.below(1000)}`, author: analyst, at: tenant.stamp() },
        ],
      },
      { status: 'resolved', classification: 'truePositive', determination: 'other' },
    ]);
    tenant.change(row, change, 'changed by itself');
  }

  #join(tenant: Tenant): void {
    const row = this.#open(tenant);
    if (row !== undefined) joinAlert(tenant, row);
  }

  #merge(tenant: Tenant): void {
    const [from, into] = [this.#open(tenant), this.#open(tenant)];
    if (from !== undefined && into !== undefined && from !== into) mergeIncidents(tenant, from, into);
  }

  /** Any visible incident that is not merged; undefined when luck does not find one. */
  #open(tenant: Tenant): number | undefined {
    const { byUpdated } = tenant.incidents;
    for (let tries = 0; tries < 20 && byUpdated.size > 0; tries += 1) {
      const row = byUpdated.at(this.#random.below(byUpdated.size));
      if (tenant.glance(row).redirect === null) return row;
    }
    return undefined;
  }
}
