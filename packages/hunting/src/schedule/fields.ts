import * as z from 'zod';
import { DURATION } from './duration.ts';
import { SEVERITIES } from './hunt.ts';

const name = z.string().trim().min(1).max(200);
const column = z.string().regex(/^[A-Za-z_]\w{0,127}$/, 'must be the name of a column');
const duration = z.string().regex(DURATION, 'must be a duration, such as 15m, 12h or 7d');

const schedule = z.union(
  [
    z.strictObject({ every: duration }),
    z.strictObject({ cron: z.string().trim().min(1).max(200), timezone: name.optional() }),
  ],
  { error: 'must be { every: 1h }, or { cron: "0 6 * * *" }, with a timezone if it is not UTC' },
);

const row = z.record(column, z.unknown());

const expectation = z.union(
  [
    z.literal('none'),
    z.int().min(0).max(1_000_000),
    z.array(row).min(1).max(10_000),
    z.strictObject({ count: z.int().min(0).max(1_000_000) }),
    z.strictObject({ rows: z.array(row).min(1).max(10_000), ordered: z.boolean().optional() }),
  ],
  { error: 'must be none, a number of rows, a list of rows, { count: 3 } or { rows: […], ordered: true }' },
);

const huntCase = z.strictObject({
  name: name.optional(),
  now: z.string().max(40).optional(),
  tables: z.record(column, z.array(row).max(100_000)),
  expect: expectation,
});
export const casesField = z.array(huntCase).min(1).max(1000);

/** A file of a hunt. */
export const huntFields = z.strictObject({
  name: name.optional(),
  description: z.string().max(10_000).default(''),
  severity: z.enum(SEVERITIES).default('medium'),
  where: z.enum(['cloud', 'local']).default('cloud'),
  schedule: schedule.optional(),
  query: z.string().min(1).max(1_000_000),
  entities: z.record(column, name).default({}),
  suppress: z
    .strictObject({ key: z.array(column).min(1).max(50).optional(), for: duration.optional() })
    .default({}),
  tests: casesField.optional(),
});

/** A file of tests beside a hunt. */
export const testFields = z.strictObject({ tests: casesField });

export type CaseFields = z.output<typeof huntCase>;
