import { describe, expect, it } from 'vitest';
import { defenderSchema, readTree } from '@vedette/kql';
import { PURPOSE_FAMILIES } from '../../src/purposes/families.ts';
import { purposeQuery } from '../../src/purposes/query.ts';

const EVERYTHING = {
  devices: ['srv"-01\\', 'b'],
  deviceIds: ['d01'],
  files: ["a'.exe"],
  sha1: ['aa'],
  sha256: ['bb'],
  md5: ['cc'],
  users: ['anna\n| take 1'],
  commandLine: '\\" | count //',
  moreAddressesThan: 3,
};

const hunts = PURPOSE_FAMILIES.flatMap(({ id, purposes }) =>
  purposes.map((purpose) => [`${id} ${purpose.id}`, purpose] as const),
);

describe("Microsoft's binder finds nothing wrong, whatever is asked for", () => {
  it.each(hunts)('%s', (_, purpose) => {
    const columns = new Set<string>();
    for (const exact of [false, true]) {
      for (const match of ['any', 'all'] as const) {
        for (const page of [1, 3]) {
          const query = purposeQuery(purpose, {
            selection: { ...EVERYTHING, exact, match },
            from: exact ? { minutesAgo: 60 } : { at: '2026-03-10T11:00:00.1234567Z' },
            before: '2026-03-10T12:00:00Z',
            limit: 50,
            page,
          });
          const bound = readTree(query, defenderSchema);
          expect(bound.diagnostics, query).toEqual([]);
          columns.add(JSON.stringify(bound.columns));
        }
      }
    }
    // Pages of the same hunt have the same columns.
    expect(columns.size).toBe(1);
  });
});
