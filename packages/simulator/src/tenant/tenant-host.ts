import type { World } from '../core/world.ts';
import type { SimulatorOptions } from '../simulator.ts';
import type { Holder } from './guard.ts';
import { Tenant } from './tenant.ts';
import { tickOfMs } from './tick.ts';

/** Enough to look round in when nothing else was asked for. */
const DEFAULT_INCIDENTS = 40;
const DEFAULT_SEED = 'vedette';
/** Fixed, so that the same seed gives the same bytes on any day. A held clock takes its place. */
const DEFAULT_UNTIL = Date.UTC(2026, 10, 20);

export class TenantHost implements Holder {
  readonly world: World;
  tenant: Tenant;
  readonly #options: SimulatorOptions;

  private constructor(world: World, options: SimulatorOptions) {
    this.world = world;
    this.#options = options;
    this.tenant = this.#grow();
  }

  static async start(world: World, options: SimulatorOptions): Promise<TenantHost> {
    const host = new TenantHost(world, options);
    await host.reset();
    return host;
  }

  async reset(): Promise<void> {
    this.tenant = this.#grow();
    await Promise.resolve();
  }

  async seed(_spec: unknown): Promise<void> {
    await Promise.resolve();
  }

  stir(): void {
    this.tenant.settle();
  }

  state(): unknown {
    return { incidents: this.tenant.incidents.byCreated.size };
  }

  #grow(): Tenant {
    const { incidents, seed = DEFAULT_SEED, load = [], clock } = this.#options;
    const until = clock === undefined ? DEFAULT_UNTIL : Date.parse(clock);
    return new Tenant(this.world.clock, {
      incidents: incidents ?? (load.length === 0 ? DEFAULT_INCIDENTS : 0),
      seed,
      until: tickOfMs(until),
    });
  }
}
