import * as z from 'zod';
import { defineCommand } from '../../define.ts';
import { inPieces } from '../../hunting/all.ts';
import { limited } from '../../hunting/limit.ts';
import { LONGEST_QUERY, queryText } from '../../hunting/query-text.ts';
import { saved } from '../../hunting/save.ts';
import { sourceOf } from '../../hunting/source.ts';
import { specificationOf } from '../../hunting/specification.ts';
import { tableOf } from '../../table.ts';
import { runHunts } from '../permissions.ts';

export const run = defineCommand({
  id: 'hunt.run',
  summary: 'Run a query in KQL and give its rows as they arrive',
  effect: 'read',
  permissions: runHunts,
  input: z.strictObject({
    kql: z
      .string()
      .min(1)
      .max(LONGEST_QUERY)
      .optional()
      .describe('The query, in quotation marks; - reads it from standard input'),
    file: z
      .string()
      .min(1)
      .max(4000)
      .optional()
      .describe('Read the query from this file; - for standard input'),
    timespan: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('Look at this time only, ISO 8601: P7D, or START/END; by the route graph'),
    all: z
      .boolean()
      .default(false)
      .describe(
        'Give all rows where one answer does not hold them: cut the query by time, where that is exact, and refuse where not',
      ),
    limit: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('Stop reading after so many rows; take in the query spares the service the rest'),
    output: z
      .string()
      .min(1)
      .max(4000)
      .optional()
      .describe('Write the rows into this file instead: NAME.parquet, with their types'),
    chart: z
      .enum(['draw', 'table', 'spec'])
      .default('draw')
      .describe(
        'What becomes of render: draw it for people, leave it and show the rows, or give its specification',
      ),
    where: z
      .enum(['cloud', 'local', 'both'])
      .default('cloud')
      .describe(
        'Who answers: the cloud with its 30 days, archive and mirror here, or both, each for its time',
      ),
    local: z.boolean().default(false).describe('The same as --where local'),
    skipDamaged: z
      .boolean()
      .default(false)
      .describe('Leave damaged files of the archive unread, with a remark, instead of refusing'),
    route: z
      .enum(['graph', 'native', 'xdr', 'endpoint', 'auto'])
      .optional()
      .describe(
        'API that answers: Microsoft Graph, one of the native ones until 2027-02-01, or the first the token may use',
      ),
  }),
  positional: ['kql'],
  examples: [
    {
      cli: "hunt run 'DeviceProcessEvents | summarize count() by FileName'",
      why: 'how often each program was started',
    },
    { cli: 'hunt run --file hunt.kql --ndjson', why: 'all rows as they arrive, one JSON document a line' },
    {
      cli: "hunt run 'DeviceLogonEvents | where Timestamp > ago(7d)' --all --ndjson",
      why: 'more rows than one answer holds',
    },
    { cli: 'hunt run --file hunt.kql --output found.parquet', why: 'for DuckDB, pandas and the like' },
    {
      cli: "hunt run 'AlertInfo | summarize count() by Severity | render piechart'",
      why: 'a chart in the terminal',
    },
  ],
  simulator: ['entra', 'graph', 'xdr', 'endpoint'],
  output: 'rows',
  columns: [],
  run: async (context, input) => {
    const query = await queryText(context, input);
    const save = input.output === undefined ? undefined : saved(input.output);
    const asked = { ...input, where: input.local ? 'local' : input.where } as const;
    const one = await sourceOf(context, asked);
    const source = input.all ? inPieces(context, one, asked) : one;
    const answer = limited(await source(query), input.limit, context);
    if (save) return save(answer);
    if (input.chart === 'spec') return specificationOf(answer);
    return tableOf(input.chart === 'table' ? { ...answer, chart: undefined } : answer);
  },
});
