import { apiError } from './error-body.ts';
import type { SimRequest, SimResponse } from './service.ts';
import { throttled, type ThrottleForm } from './throttle.ts';
import type { World } from './world.ts';

const THROTTLES: readonly { fault: string; form: ThrottleForm; seconds: number }[] = [
  { fault: 'throttle-bare', form: 'bare', seconds: 2 },
  { fault: 'throttle-date', form: 'date', seconds: 2 },
  { fault: 'throttle-long', form: 'seconds', seconds: 400 },
  { fault: 'throttle-body', form: 'body', seconds: 2 },
  { fault: 'throttle-seconds', form: 'seconds', seconds: 2 },
];

/** Calls that run a hunting query, on any of the three APIs. */
const HUNTING = /\/(advancedhunting\/run|advancedqueries\/run|security\/runHuntingQuery)\/?$/i;

/** What answers instead of the service: a throttle, a failing service, a proxy in the way. */
export function answerByFault(world: World, request: SimRequest): SimResponse | undefined {
  const now = world.clock.now();
  const proxy = world.faults.take('proxy-html');
  if (proxy !== undefined) return proxyPage(Number(proxy.params['status'] ?? 200));
  for (const { fault, form, seconds } of THROTTLES) {
    const taken = world.faults.take(fault);
    if (taken === undefined) continue;
    const wait = Number(taken.params['seconds'] ?? seconds) * 1000;
    return throttled(request.service, form, wait, now, 'Too many requests.');
  }
  if (HUNTING.test(request.path) && world.faults.take('hunting-unknown-error') !== undefined)
    return apiError(request.service, now, { status: 500, code: 'UnknownError', message: '' });
  const failure = world.faults.take('server-error');
  if (failure === undefined) return undefined;
  const status = Number(failure.params['status'] ?? 503);
  return apiError(request.service, now, {
    status,
    code: status === 500 ? 'InternalServerError' : 'ServiceUnavailable',
    message: status === 500 ? '' : 'The service is temporarily unavailable.',
    headers:
      failure.params['seconds'] === undefined
        ? {}
        : { 'retry-after': String(Number(failure.params['seconds'])) },
  });
}

function proxyPage(status: number): SimResponse {
  const page = `<!DOCTYPE html><html><head><title>Sign in to the network</title></head>
<body><h1>Web gateway</h1><p>Please authenticate to continue.</p></body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', server: 'gateway' }, body: page };
}
