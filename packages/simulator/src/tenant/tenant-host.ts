import type { World } from '../core/world.ts';
import type { SimulatorOptions } from '../simulator.ts';
import type { Holder } from './guard.ts';
import { Living } from './living.ts';
import { addRecordings } from './recording/add.ts';
import { readRecordings } from './recording/files.ts';
import { applySeed } from './seed.ts';
import { Tenant } from './tenant.ts';
import { isoOfTick, tickOfMs, type Tick } from './tick.ts';

/** Enough to look round in when nothing else was asked for. */
const DEFAULT_INCIDENTS = 40;
const DEFAULT_SEED = 'vedette';
/** Fixed, so that the same seed gives the same bytes on any day. A held clock takes its place. */
const DEFAULT_UNTIL = Date.UTC(2026, 10, 20);
const SHOWN_EVENTS = 50;

export interface GrowSpec {
  readonly incidents: number;
  readonly seed: string;
  readonly until?: Tick;
  /** Updates share their time in groups of this size. */
  readonly tied?: number;
}

/** Holds the tenant of the moment, and puts another in its place when asked to. */
export class TenantHost implements Holder {
  readonly world: World;
  tenant: Tenant;
  readonly #options: SimulatorOptions;
  #living: Living;
  #hunting: Holder['hunting'];

  private constructor(world: World, options: SimulatorOptions) {
    this.world = world;
    this.#options = options;
    this.#living = new Living(world.faults, options.seed ?? DEFAULT_SEED);
    this.#hunting = this.#huntingOfOptions();
    this.tenant = this.#grown();
  }

  get hunting(): Holder['hunting'] {
    return this.#hunting;
  }

  /** @throws the error of reading a recording that cannot be read. */
  static async start(world: World, options: SimulatorOptions): Promise<TenantHost> {
    const host = new TenantHost(world, options);
    await host.load(options.load ?? []);
    return host;
  }

  async reset(): Promise<void> {
    this.#living = new Living(this.world.faults, this.#options.seed ?? DEFAULT_SEED);
    this.#hunting = this.#huntingOfOptions();
    this.tenant = this.#grown();
    await this.load(this.#options.load ?? []);
  }

  seed(spec: unknown): Promise<void> {
    return applySeed(this, spec);
  }

  /** Another tenant in place of this one. */
  grow({ incidents, seed, until, tied }: GrowSpec): void {
    this.tenant = new Tenant(this.world.clock, { incidents, seed, until: until ?? this.#until() });
    this.#hunting = { ...this.#hunting, seed };
    if (tied !== undefined && tied > 0) this.tenant.tie(tied);
  }

  /** So many rows of `DeviceProcessEvents` in thirty days; the other tables in proportion. */
  growHunting(rows: number): void {
    this.#hunting = { ...this.#hunting, rows };
  }

  async load(files: readonly string[]): Promise<void> {
    const recordings = await readRecordings(files);
    addRecordings(this.tenant, recordings);
  }

  live(perRequest: number): void {
    this.#living.perRequest = perRequest;
  }

  stir(): void {
    this.#living.stir(this.tenant);
    this.tenant.settle();
  }

  state(): unknown {
    const { tenant } = this;
    const { newest } = tenant.incidents;
    return {
      incidents: tenant.incidents.byCreated.size,
      alerts: tenant.alertCount,
      machines: tenant.machines.size,
      hidden: tenant.hiddenCount,
      changed: tenant.changedCount,
      newestUpdate: newest === undefined ? null : isoOfTick(newest),
      events: tenant.events.slice(-SHOWN_EVENTS).map((event) => ({ ...event, at: isoOfTick(event.at) })),
    };
  }

  #huntingOfOptions(): Holder['hunting'] {
    return { seed: this.#options.seed ?? DEFAULT_SEED, rows: this.#options.huntingRows };
  }

  #grown(): Tenant {
    const { incidents, seed = DEFAULT_SEED, load = [] } = this.#options;
    const count = incidents ?? (load.length === 0 ? DEFAULT_INCIDENTS : 0);
    return new Tenant(this.world.clock, { incidents: count, seed, until: this.#until() });
  }

  #until(): Tick {
    const { clock } = this.#options;
    return tickOfMs(clock === undefined ? DEFAULT_UNTIL : Date.parse(clock));
  }
}
