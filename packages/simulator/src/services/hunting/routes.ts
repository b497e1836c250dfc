import { defenderSchema, KqlError, type Schema } from '@vedette/kql';
import { apiError } from '../../core/error-body.ts';
import type { Route, SimRequest, SimResponse } from '../../core/service.ts';
import { guardSlow, type Call, type Rule } from '../../tenant/guard.ts';
import type { Span } from '../../hunting/window.ts';
import { startAnswer, wholeAnswer, type Answer } from './answer.ts';
import { refusalOf } from './diagnostic.ts';
import { badQuery, meetFaults, SIZE } from './faults.ts';
import type { Hunting, Running } from './hunting.ts';
import { runTimeRefusal } from './run-time.ts';
import { rowForm } from './shape.ts';
import { readTimespan } from './timespan.ts';

/** How one of the three endpoints differs from the others. */
interface Endpoint {
  readonly rule: Rule;
  readonly schema: Schema;
  readonly timeout: number;
  /** Larger answers are refused; absent: not stated. */
  readonly mostBytes?: number;
  readonly timespan: boolean;
  answer(call: Call, started: number): Pick<Answer, 'head' | 'tail'>;
}

/** Defender for Endpoint knows its own tables alone. */
const deviceSchema: Schema = new Map([...defenderSchema].filter(([name]) => name.startsWith('Device')));

/** @see https://learn.microsoft.com/defender-endpoint/api/run-advanced-query-api */
const endpoint: Endpoint = {
  rule: {
    bucket: 'endpoint-hunting',
    needed: {
      audience: 'endpoint',
      application: ['AdvancedQuery.Read.All'],
      delegated: ['AdvancedQuery.Read'],
    },
  },
  schema: deviceSchema,
  timeout: 200_000,
  mostBytes: 50 * 1024 * 1024,
  timespan: false,
  answer: (_call, started) => ({ head: '', tail: (rows) => statsOf(rows, started) }),
};

/** @see https://learn.microsoft.com/defender-xdr/api-advanced-hunting */
const xdr: Endpoint = {
  rule: {
    bucket: 'xdr-hunting',
    needed: {
      audience: 'xdr',
      application: ['AdvancedHunting.Read.All'],
      delegated: ['AdvancedHunting.Read'],
    },
  },
  schema: defenderSchema,
  timeout: 180_000,
  timespan: false,
  answer: (_call, started) => ({ head: '', tail: (rows) => statsOf(rows, started) }),
};

/** @see https://learn.microsoft.com/graph/api/security-security-runhuntingquery */
const graph: Endpoint = {
  rule: {
    bucket: 'graph-hunting',
    needed: {
      audience: 'graph',
      application: ['ThreatHunting.Read.All'],
      delegated: ['ThreatHunting.Read.All'],
    },
  },
  schema: defenderSchema,
  timeout: 180_000,
  timespan: true,
  answer: ({ request }) => ({
    head: `"@odata.context":${JSON.stringify(`${request.origin}/${request.path.split('/')[1] ?? 'v1.0'}/$metadata#microsoft.graph.security.huntingQueryResults`)},`,
    tail: () => '',
  }),
};

export function nativeHuntingRoutes(hunting: Hunting): Route[] {
  return ['/api', '/api/v1.0'].flatMap((prefix) => [
    route(hunting, endpoint, `${prefix}/advancedqueries/run`),
    route(hunting, xdr, `${prefix}/advancedhunting/run`),
  ]);
}

export function graphHuntingRoutes(hunting: Hunting): Route[] {
  return ['/v1.0', '/beta'].flatMap((prefix) => [
    route(hunting, graph, `${prefix}/security/runHuntingQuery`),
    route(hunting, graph, `${prefix}/security/microsoft.graph.security.runHuntingQuery`),
  ]);
}

function route(hunting: Hunting, kind: Endpoint, path: string): Route {
  return {
    method: 'POST',
    path,
    handle: guardSlow(hunting.holder, kind.rule, (call) => hunt(hunting, kind, call)),
  };
}

async function hunt(hunting: Hunting, kind: Endpoint, call: Call): Promise<SimResponse> {
  const { world, request, claims } = call;
  const exhausted = runTimeRefusal(world, request, kind.rule.bucket, claims);
  if (exhausted !== undefined) return exhausted;
  const { query, span } = readRequest(request, kind, world.clock.now());
  const costly = world.faults.take('hunting-costly');
  const cost = costly === undefined ? 0 : Number(costly.params['seconds'] ?? 120) * 1000;
  const started = performance.now();
  const spend = (): void =>
    world.quotas.use(kind.rule.bucket, claims.tid, performance.now() - started + cost);
  const timeout = meetFaults(world.faults, kind.timeout);
  let running: Running | undefined;
  try {
    const shape = {
      small: kind.rule.needed.audience === 'graph',
      booleans: world.faults.take('hunting-boolean') !== undefined,
      objects: world.faults.take('hunting-dynamic-object') !== undefined,
    };
    running = await hunting.run({ query, span, schema: kind.schema, timeout, form: rowForm(shape) });
    const { end, result } = running;
    const pieces = await startAnswer(result, { shape, ...kind.answer(call, started) }, async () => {
      spend();
      await end();
    });
    running = undefined;
    if (kind.mostBytes === undefined) return answered(pieces);
    const whole = await wholeAnswer(pieces, kind.mostBytes);
    if (whole === undefined) throw badQuery(SIZE);
    return answered(whole);
  } catch (error) {
    if (running !== undefined) {
      spend();
      await running.end();
    }
    if (error instanceof KqlError) return failed(call, query, error);
    throw error;
  }
}

function answered(body: AsyncIterable<string> | readonly string[]): SimResponse {
  return { status: 200, body: Array.isArray(body) ? body.values() : body };
}

/** A file that cannot be read, or words of DuckDB: no fault of the query. */
function failed({ world, request }: Call, query: string, error: KqlError): SimResponse {
  if (error.diagnostics.some(({ code }) => code === 'KQL_RUN' || code === 'KQL_SOURCE')) throw error;
  return apiError(request.service, world.clock.now(), refusalOf(query, error.diagnostics));
}

/** @throws Refusal 400 */
function readRequest(
  { body }: SimRequest,
  { timespan }: Endpoint,
  now: number,
): { query: string; span: Span | undefined } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw badQuery('Request body is incorrect: it is not JSON.');
  }
  const fields = new Map(
    Object.entries(typeof parsed === 'object' && parsed !== null ? parsed : {}).map(([name, value]) => [
      name.toLowerCase(),
      value as unknown,
    ]),
  );
  const query = fields.get('query');
  if (typeof query !== 'string') throw badQuery(`Request body is incorrect: 'Query' is missing.`);
  const asked = timespan ? fields.get('timespan') : undefined;
  if (asked === undefined || asked === null) return { query, span: undefined };
  const span = typeof asked === 'string' ? readTimespan(asked, now) : undefined;
  if (span === undefined) throw badQuery(`The timespan '${JSON.stringify(asked)}' is not valid ISO 8601.`);
  return { query, span };
}

/** Figures as the page's sample has them; the time is real, the rest is in proportion to the rows. */
function statsOf(rows: number, started: number): string {
  const seconds = (performance.now() - started) / 1000;
  const text = new Date(Math.ceil(seconds * 1000)).toISOString().slice(11, 23);
  const none = { hits: 0, misses: 0, total: 0 };
  const stats = {
    ExecutionTime: Number(seconds.toFixed(7)),
    resource_usage: {
      cache: { memory: { hits: rows, misses: 0, total: rows }, disk: none },
      cpu: { user: `${text}0000`, kernel: '00:00:00.0000000', 'total cpu': `${text}0000` },
      memory: { peak_per_node: 1_048_576 + rows * 512 },
    },
    dataset_statistics: [{ table_row_count: rows, table_size: rows * 51 }],
  };
  return `,"Stats":${JSON.stringify(stats)}`;
}
