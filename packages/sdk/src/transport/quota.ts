import type { Credential, CredentialIdentity } from '../credential/credential.ts';
import { VedetteError, isVedetteError } from '../error.ts';
import { abortError } from './abort.ts';
import { Bucket, LeftQueue } from './bucket.ts';
import { rowFor } from './call-pattern.ts';
import type { Clock } from './clock.ts';
import { pathOnly } from './errors.ts';
import { quotaTable } from './quota-table.ts';
import type { QuotaRow } from './quota-table.ts';
import type { ApiRequest, Wrapper } from './send.ts';
import { apiName } from './url.ts';

/** A wait below this is not worth a remark. */
const noteFromMs = 5_000;
/** Many may wait for the same turn; one remark is enough for all. */
const notedUntil = new WeakMap<Bucket, number>();

/**
 * Keeps to the published quotas. All clients of one application in one tenant share the buckets within a
 * process, whichever stream they serve; a 429 that comes all the same (another process spends too) closes
 * the bucket for as long as the service says.
 */
export function quota(credential: Credential, clock: Clock, onNote?: (text: string) => void): Wrapper {
  return (next) => async (request) => {
    const row = rowFor(quotaTable, request);
    if (row === undefined) return next(request);
    const bucket = bucketOf(row, credential.identity, clock);
    const leave = await enter(bucket, row, request, clock, onNote);
    try {
      return await next(request);
    } catch (error) {
      if (isVedetteError(error) && error.status === 429 && error.retryAfterMs !== undefined) {
        bucket.block(clock.now() + error.retryAfterMs);
      }
      throw error;
    } finally {
      leave();
    }
  };
}

async function enter(
  bucket: Bucket,
  row: QuotaRow,
  request: ApiRequest,
  clock: Clock,
  onNote: ((text: string) => void) | undefined,
): Promise<() => void> {
  const priority = request.priority ?? 'interactive';
  const wait = bucket.waitFor(priority);
  const call = `${request.method} ${pathOnly(request.path)}`;
  if (wait >= noteFromMs && clock.now() >= (notedUntil.get(bucket) ?? -Infinity)) {
    notedUntil.set(bucket, clock.now() + wait);
    onNote?.(
      `${apiName(row.audience)} allows ${figures(row)}: ${call} waits ${Math.ceil(wait / 1_000)} s for its turn.`,
    );
  }
  try {
    return await bucket.enter({ priority, signal: request.signal, deadline: request.deadline });
  } catch (error) {
    if (!(error instanceof LeftQueue)) throw error;
    if (error.reason === 'aborted') throw abortError(request.signal);
    throw new VedetteError(
      'MDE_QUOTA',
      `${apiName(row.audience)} allows ${figures(row)}: ${call} would have to wait ${Math.ceil(error.waitMs / 1_000)} s, longer than the time allowed.`,
      { retryAfterMs: error.waitMs, facts: { bucket: row.bucket, source: row.source } },
    );
  }
}

function figures({ perMinute, perHour }: QuotaRow): string {
  const parts = [
    ...(perMinute === undefined ? [] : [`${perMinute} calls a minute`]),
    ...(perHour === undefined ? [] : [`${perHour} an hour`]),
  ];
  return parts.join(' and ');
}

/**
 * The buckets of this process, by the clock they live on. They belong to no client: what one client spent
 * counts for the next one that is opened within the hour. A bucket ends when nothing in it counts any more.
 */
const buckets = new WeakMap<Clock, Map<string, Bucket>>();
const sweepAbove = 1_000;

function bucketOf(row: QuotaRow, identity: CredentialIdentity, clock: Clock): Bucket {
  const known = buckets.get(clock) ?? new Map<string, Bucket>();
  buckets.set(clock, known);
  const owner = row.scope === 'tenant' ? [] : [identity.client];
  const key = JSON.stringify([row.bucket, identity.cloud, identity.tenant, ...owner]);
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= sweepAbove) {
    for (const [name, bucket] of known) if (bucket.idle) known.delete(name);
  }
  const bucket = new Bucket(row, clock);
  known.set(key, bucket);
  return bucket;
}
