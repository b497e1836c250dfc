import { describe, expect, it } from 'vitest';
import { DEVICE_CASES } from './device-cases.ts';
import { NETWORK_CASES } from './network-cases.ts';
import { PROCESS_CASES } from './process-cases.ts';
import { queryOf } from './purpose-query.ts';
import { event, hunt } from './tables.ts';

const CASES = [...PROCESS_CASES, ...DEVICE_CASES, ...NETWORK_CASES];

describe('a canned hunt finds what it looks for, and nothing that only looks like it', () => {
  it.each(CASES.map((one) => [`${one.family} ${one.purpose}`, one] as const))('%s', async (_, one) => {
    const rows = one.rows.map(({ lookalike: _why, ...fields }, at) =>
      event(at + 1, { ...one.all, ...fields }),
    );
    const wanted = one.rows.flatMap(({ lookalike }, at) => (lookalike === undefined ? [at + 1] : []));
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.length).toBeLessThan(rows.length);
    const found = await hunt(queryOf(one.family, one.purpose, one.select), { [one.table]: rows });
    expect(found.map((row) => row['ReportId'])).toEqual(wanted);
  });
});
