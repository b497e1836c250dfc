import { READING_POSTS, VedetteError, type Audience, type Cloud, type ConnectOptions } from '@vedette/sdk';

/** What a dry run would have sent. */
export interface PlannedRequest {
  readonly method: string;
  readonly audience: Audience;
  /** With the query, without the host. */
  readonly path: string;
  readonly body: unknown;
}

export interface Plan {
  readonly dryRun: true;
  readonly changed: 'nothing';
  readonly requests: readonly PlannedRequest[];
  [field: string]: unknown;
}

type Dispatcher = NonNullable<ConnectOptions['dispatcher']>;

/** Carries the request that was held back up to `rehearse`. */
class HeldBack extends VedetteError {
  readonly request: PlannedRequest;
  constructor(request: PlannedRequest) {
    super('MDE_CONFIRM', `Held back by the dry run: ${request.method} ${request.path}`, {
      advice: 'Run it without --dry-run.',
    });
    this.request = request;
  }
}

/**
 * Lets reading through and stops everything else before it reaches the network. It stands at the very end of
 * the way out, not in the commands, so that no command can forget it.
 */
export function holdBack(dispatcher: Dispatcher, cloud: Cloud): Dispatcher {
  return dispatcher.compose((dispatch) => (options, handler) => {
    if (onlyReads(options.method, options.path)) return dispatch(options, handler);
    const { method, path, body } = options;
    throw new HeldBack({
      method,
      audience: audienceFor(String(options.origin), path, cloud),
      path,
      body: typeof body === 'string' ? (JSON.parse(body) as unknown) : null,
    });
  });
}

/** Some calls are sent as POST only because what they ask for is long. */
function onlyReads(method: string, path: string): boolean {
  const [plain = ''] = path.split('?', 1);
  return method === 'GET' || (method === 'POST' && READING_POSTS.some((reading) => plain.endsWith(reading)));
}

/** Two APIs answer on one host; the path tells them apart. */
function audienceFor(origin: string, path: string, cloud: Cloud): Audience {
  if (`${origin}${path}`.startsWith(`${cloud.graph}/`)) return 'graph';
  return /\/api\/(incidents|advancedhunting)\b/i.test(path) ? 'xdr' : 'endpoint';
}

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
      requests.push(held);
    }
  }
  return { dryRun: true, changed: 'nothing', requests };
}

/** A wrapper on the way may have put its own error round it. */
function heldBack(error: unknown): PlannedRequest | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof HeldBack) return cause.request;
  }
  return undefined;
}
