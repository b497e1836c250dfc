export type * from './simulator.ts';
export { startSimulator } from './start.ts';
export { FAULTS, type FaultRow } from './core/fault-table.ts';
export { QUOTAS, type QuotaRow, type QuotaWindow } from './core/quota-table.ts';
export { namedTables } from './hunting/named.ts';
export { simulatedTables, type SimulatedTables, type SimulatedTablesOptions } from './hunting/simulated.ts';
