import { VedetteError } from '@vedette/sdk';
import type { ExportSource, Reading } from '../../src/archive/export/source.ts';
import { instantOf, msOf, type Instant } from '../../src/archive/instant.ts';

export interface Event {
  readonly Timestamp: Instant;
  readonly DeviceId: string;
  readonly ReportId: number | string;
  readonly ConnectedNetworks: string;
}

export const TABLE = 'DeviceNetworkInfo';
export const COLUMNS = [
  { name: 'Timestamp', type: 'datetime' },
  { name: 'DeviceId', type: 'string' },
  { name: 'ReportId', type: 'long' },
  { name: 'ConnectedNetworks', type: 'string' },
] as const;

/** A cloud in memory: events become visible at a time after their own, and are forgotten. */
export interface MemoryCloud extends ExportSource {
  at: number;
  readonly events: { event: Event; visible: number }[];
  asked: number;
  readonly spans: string[];
  /** What is visible now. */
  seen(): Event[];
}

export function memoryCloud(
  start: string,
  limits: { rows: number; memory: number; cut?: boolean },
): MemoryCloud {
  const cloud: MemoryCloud = {
    at: Date.parse(start),
    events: [],
    asked: 0,
    spans: [],
    seen: () =>
      cloud.events
        .filter(
          ({ event, visible }) => visible <= cloud.at && msOf(event.Timestamp) >= cloud.at - limits.memory,
        )
        .map(({ event }) => event),
    now: async () => instantOf(cloud.at),
    read: async (_table, span, part): Promise<Reading> => {
      cloud.asked += 1;
      if (span) cloud.spans.push(`${span.from} ${span.until}`);
      const found = cloud
        .seen()
        .filter(({ Timestamp }) => !span || (Timestamp >= span.from && Timestamp < span.until))
        .filter((event) => !part || digit(event) % part.of === part.index);
      if (found.length > limits.rows && limits.cut !== true) {
        throw new VedetteError('MDE_QUERY_LIMIT', 'Query execution has exceeded the allowed result size.');
      }
      return { columns: COLUMNS, rows: batches(found.slice(0, limits.rows)) };
    },
  };
  return cloud;
}

function digit({ DeviceId, ReportId }: Event): number {
  return Array.from(`${DeviceId}${ReportId}`).reduce(
    (sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521,
    7,
  );
}

async function* batches(events: readonly Event[]): AsyncGenerator<(string | number)[][]> {
  for (let at = 0; at < events.length; at += 3) {
    yield events
      .slice(at, at + 3)
      .map(({ Timestamp, DeviceId, ReportId, ConnectedNetworks }) => [
        Timestamp,
        DeviceId,
        ReportId,
        ConnectedNetworks,
      ]);
  }
}
