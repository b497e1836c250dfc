import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Incident } from '@vedette/sdk';
import { scratch } from '@vedette/testkit';
import { onTestFinished } from 'vitest';
import type { ConnectOptions } from '../../src/store/sqlite/connection.ts';
import { type Store, openStore } from '../../src/store/sqlite/store.ts';

/** The path of a store in a folder of its own that goes with the test. */
export function freshPath(): string {
  const folder = scratch('mirror');
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return join(folder, 'mirror.db');
}

export function freshStore(options: ConnectOptions & { path?: string } = {}): Store {
  const store = openStore(options.path ?? freshPath(), { create: true, ...options });
  onTestFinished(() => store.close());
  return store;
}

/** An incident as Graph gives it, with one alert. */
export function incident(id: string, minute: number, change: Partial<Incident> = {}): Incident {
  const lastUpdateDateTime = `2026-03-01T10:${String(minute).padStart(2, '0')}:00.1234567Z`;
  return {
    id,
    displayName: `Incident ${id}`,
    createdDateTime: '2026-03-01T09:00:00Z',
    lastUpdateDateTime,
    status: 'active',
    severity: 'high',
    assignedTo: null,
    comments: [{ comment: 'seen', createdByDisplayName: 'ann', createdDateTime: '2026-03-01T09:30:00Z' }],
    alerts: [
      {
        id: `a${id}`,
        title: 'Suspicious',
        lastUpdateDateTime,
        evidence: [
          { '@odata.type': '#microsoft.graph.security.deviceEvidence', verdict: 'suspicious' },
          { '@odata.type': '#microsoft.graph.security.userEvidence', verdict: 'unknown' },
        ],
        comments: [],
      },
    ],
    ...change,
  };
}
