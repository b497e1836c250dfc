import { apiError } from '../../core/error-body.ts';
import { QUOTAS } from '../../core/quota-table.ts';
import type { SimRequest, SimResponse } from '../../core/service.ts';
import type { TokenClaims, World } from '../../core/world.ts';

/**
 * The 429 for a tenant whose queries have run too long. Defender for Endpoint limits run time by the hour and the day, the
 * other two a share of the CPU in each quarter of an hour; their body says when the next one begins.
 */
export function runTimeRefusal(
  world: World,
  request: SimRequest,
  bucket: string,
  claims: TokenClaims,
): SimResponse | undefined {
  const fault = world.faults.take('hunting-cpu-exceeded');
  const wait =
    fault === undefined
      ? world.quotas.usedUp(bucket, claims.tid)
      : Number(fault.params['minutes'] ?? 9) * 60_000;
  if (wait === undefined) return undefined;
  const byCpu = fault !== undefined || request.service !== 'endpoint';
  return apiError(request.service, world.clock.now(), {
    status: 429,
    code: 'TooManyRequests',
    message: byCpu ? cpuText(wait) : runTimeText(bucket),
    headers: request.service === 'xdr' ? {} : { 'retry-after': String(Math.ceil(wait / 1000)) },
  });
}

function cpuText(wait: number): string {
  const minutes = Math.max(1, Math.ceil(wait / 60_000));
  return `You have exceeded processing resources allocated to this tenant. You can run queries again in ${minutes} minute${minutes === 1 ? '' : 's'}.`;
}

function runTimeText(bucket: string): string {
  const windows = QUOTAS.find((row) => row.bucket === bucket)?.runTime ?? [];
  const limits = windows.map(({ runSeconds, seconds }) => `${runSeconds} s per ${seconds} s`).join(', ');
  return `API calls quota exceeded! Maximum allowed run time: ${limits}.`;
}
