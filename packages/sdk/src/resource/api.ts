import type { Router } from './route.ts';
import type { Clock } from '../transport/clock.ts';
import type { Send } from '../transport/send.ts';
import type { CallOptions, ListOptions, Page } from './resource.ts';
import type { Comment } from './shape.ts';

/** What a resource needs from the client that holds it. */
export interface ResourceContext {
  readonly send: Send;
  readonly router: Router;
  readonly clock: Clock;
  readonly onNote?: ((text: string) => void) | undefined;
}

/** One noun by one route. Both routes give Graph's shape. */
export interface RouteApi<T, F, C> {
  pages(options: ListOptions<F>): AsyncIterable<Page<T>>;
  get(id: string, options: CallOptions & { withAlerts?: boolean }): Promise<T>;
  update(id: string, change: C, options: CallOptions): Promise<T>;
  comment(id: string, text: string, options: CallOptions): Promise<Comment[]>;
}

/** The part of the options that every request carries on. */
export function carried({ priority, signal, deadline }: CallOptions): CallOptions {
  return { priority, signal, deadline };
}
