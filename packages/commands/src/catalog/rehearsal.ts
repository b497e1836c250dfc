import type { ApiRequest, Wrapper } from '@vedette/sdk';

/** What a dry run would have sent. */
export interface PlannedRequest {
  readonly method: string;
  readonly audience: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Plan {
  readonly dryRun: true;
  readonly changed: 'nothing';
  readonly requests: readonly PlannedRequest[];
  [field: string]: unknown;
}

/** Carries the request that was held back up to `rehearse`; never seen outside. */
class HeldBack extends Error {
  readonly request: ApiRequest;
  constructor(request: ApiRequest) {
    super(`held back by the dry run: ${request.method} ${request.path}`);
    this.request = request;
  }
}

/**
 * Lets reading through and stops everything else before it reaches the network. It stands in the transport,
 * not in the commands, so that no command can forget it.
 */
export const holdBack: Wrapper = (next) => (request) =>
  request.method === 'GET' ? next(request) : Promise.reject(new HeldBack(request));

/** Runs each step up to the change it would make and says what that is. */
export async function rehearse(steps: readonly (() => Promise<unknown>)[]): Promise<Plan> {
  const requests: PlannedRequest[] = [];
  for (const step of steps) {
    try {
      // One after the other: the order of the requests is part of the plan.
      await step();
    } catch (error) {
      const held = heldBack(error);
      if (!held) throw error;
      requests.push({
        method: held.method,
        audience: held.audience,
        path: held.path,
        body: held.body ?? null,
      });
    }
  }
  return { dryRun: true, changed: 'nothing', requests };
}

/** A wrapper on the way may have put its own error round it. */
function heldBack(error: unknown): ApiRequest | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof HeldBack) return cause.request;
  }
  return undefined;
}
