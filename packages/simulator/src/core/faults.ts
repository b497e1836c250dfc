import { currentExchange } from './exchange.ts';
import { faultRows } from './fault-table.ts';
import type { SimRequest } from './service.ts';
import type { Fault, Faults } from './world.ts';

const APIS: ReadonlySet<string> = new Set(['graph', 'endpoint', 'xdr']);

interface ActiveFault extends Fault {
  /** Matching requests that went by before it strikes. */
  skip: number;
  left: number;
  taken: number;
}

export interface FaultState {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly taken: number;
  /** How often it will still strike; `null` when there is no end. */
  readonly left: number | null;
}

export interface FaultRegistry extends Faults {
  list(): FaultState[];
}

/** @throws RangeError from `set` for an unknown name. */
export function createFaults(): FaultRegistry {
  const active = new Map<string, ActiveFault>();
  const find = (name: string): ActiveFault | undefined => {
    const fault = active.get(name);
    if (fault === undefined || fault.left === 0) return undefined;
    const request = currentExchange()?.request;
    return request === undefined || isFor(fault, request) ? fault : undefined;
  };
  return {
    take: (name) => {
      const fault = find(name);
      if (fault === undefined) return undefined;
      if (fault.skip > 0) {
        fault.skip -= 1;
        return undefined;
      }
      fault.left -= 1;
      fault.taken += 1;
      const exchange = currentExchange();
      if (exchange !== undefined) exchange.fault = name;
      return fault;
    },
    peek: (name) => {
      const fault = find(name);
      return fault !== undefined && fault.skip === 0 ? fault : undefined;
    },
    set: (name, params = {}) => {
      const row = faultRows.get(name);
      if (row === undefined)
        throw new RangeError(`No such fault: ${name}. Known: ${[...faultRows.keys()].join(' ')}`);
      const left = params['times'] === null ? Infinity : (count(params['times']) ?? row.times ?? Infinity);
      active.set(name, { name, params, skip: count(params['after']) ?? 0, left, taken: 0 });
    },
    clear: (name) => {
      if (name === undefined) active.clear();
      else active.delete(name);
    },
    list: () =>
      [...active.values()].map(({ name, params, taken, left }) => ({
        name,
        params,
        taken,
        left: Number.isFinite(left) ? left : null,
      })),
  };
}

/** Reads `NAME` or `NAME?times=2&service=xdr`, the form of the start options. */
export function parseFault(text: string): { name: string; params: Record<string, unknown> } {
  const [name = '', query = ''] = text.split('?', 2);
  return { name, params: Object.fromEntries(new URLSearchParams(query)) };
}

function isFor({ name, params }: Fault, request: SimRequest): boolean {
  const { service, path, method } = params;
  // A fault of the core that names no service strikes the APIs; signing in goes on working.
  const everywhere = faultRows.get(name)?.actor !== 'core' || APIS.has(request.service);
  return (
    (typeof service === 'string' ? service === request.service : everywhere) &&
    (typeof path !== 'string' || request.path.startsWith(path)) &&
    (typeof method !== 'string' || method.toUpperCase() === request.method)
  );
}

function count(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new RangeError('times and after are whole numbers');
  return number;
}
