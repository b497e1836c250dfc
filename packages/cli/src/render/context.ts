import type { Terminal } from '../terminal.ts';
import { writeJson } from './json.ts';

/** Where the records of a noun stand in the context of Cortex XSOAR, and under which names their fields. */
interface Place {
  readonly key: string;
  readonly rename: (record: unknown) => unknown;
}

const asItIs = (record: unknown): unknown => record;

/** The alert fields whose XSOAR name is not just the Graph name with a capital. */
const ALERT_NAMES: Readonly<Record<string, string>> = { id: 'ID', createdDateTime: 'CreatedDate' };

function capitals(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitals);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      ALERT_NAMES[name] ?? name.charAt(0).toUpperCase() + name.slice(1),
      capitals(inner),
    ]),
  );
}

/**
 * The keys of the Microsoft Graph Security integration, whose shape our records have. A later result replaces
 * an earlier one of the same id.
 */
const PLACES: Readonly<Record<string, Place>> = {
  incident: { key: 'MsGraph.Incident(val.id && val.id == obj.id)', rename: asItIs },
  alert: { key: 'MsGraph.Alert(val.ID && val.ID === obj.ID)', rename: capitals },
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What `--context` prints: one object, the result under its context key. */
export function contextOf(commandId: string, result: unknown): Record<string, unknown> {
  const place = PLACES[commandId.split('.')[0] ?? ''];
  // A dry run gives a plan, which is no incident.
  const isPlan = (result as { dryRun?: unknown } | null)?.dryRun === true;
  if (place && !isPlan)
    return Array.isArray(result) && result.length === 0 ? {} : { [place.key]: place.rename(result) };
  return { [['Vedette', ...commandId.split('.').map(capital)].join('.')]: result };
}

export function writeContext(commandId: string, result: unknown, terminal: Terminal): Promise<void> {
  return writeJson(contextOf(commandId, result), terminal);
}
