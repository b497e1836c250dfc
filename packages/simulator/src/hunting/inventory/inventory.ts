import type { Tenant } from '../../tenant/tenant.ts';
import type { Write } from '../trail/device-log.ts';
import { writeExposure } from './exposure.ts';
import { writeMachines } from './machine.ts';
import { writePeople } from './people.ts';
import { writeSoftware } from './software.ts';

/** Days since 1970 (the end is not included), and the moment after which nothing was seen. */
export interface Days {
  readonly first: number;
  readonly end: number;
  /** Epoch milliseconds. */
  readonly to: number;
}

export function writeInventory(tenant: Tenant, days: Days, write: Write): void {
  writeMachines(tenant, days, write);
  writePeople(tenant, days, write);
  writeSoftware(tenant, days, write);
  writeExposure(tenant, write);
}
