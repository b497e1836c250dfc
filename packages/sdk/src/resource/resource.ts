import type { Priority } from '../transport/send.ts';
import type { Alert, Comment, Incident } from './shape.ts';

/**
 * Which API answers for incidents and alerts. `graph`: Microsoft Graph security. `native`: Defender XDR for
 * incidents, Defender for Endpoint for alerts. `auto`: whichever the token may use, Graph first.
 */
export type Route = 'graph' | 'native' | 'auto';

export interface CallOptions {
  readonly route?: Route | undefined;
  readonly priority?: Priority | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Epoch milliseconds. */
  readonly deadline?: number | undefined;
}

/** Conditions are and-ed; several values of one field are or-ed. Values are escaped, never spliced. */
export interface IncidentFilter {
  readonly status?: readonly string[] | undefined;
  readonly severity?: readonly string[] | undefined;
  readonly classification?: readonly string[] | undefined;
  readonly determination?: readonly string[] | undefined;
  readonly assignedTo?: string | undefined;
  /** Inclusive, ISO 8601 UTC. */
  readonly updatedFrom?: string | undefined;
  /** Exclusive. */
  readonly updatedBefore?: string | undefined;
  readonly createdFrom?: string | undefined;
  readonly createdBefore?: string | undefined;
  /** A raw OData condition in the words of the route, for what the fields above cannot say. */
  readonly odata?: string | undefined;
}

export interface AlertFilter extends IncidentFilter {
  readonly serviceSource?: readonly string[] | undefined;
  readonly category?: readonly string[] | undefined;
  readonly incidentId?: string | undefined;
}

export interface ListOptions<F> extends CallOptions {
  readonly filter?: F | undefined;
  /** Stop after so many records. Default: all there are. */
  readonly limit?: number | undefined;
  /** Records to pass over first. Only for people who page by hand; never used by the mirror. */
  readonly offset?: number | undefined;
  readonly pageSize?: number | undefined;
  /** `lastUpdateDateTime asc` and the like, in the field names of Graph. */
  readonly orderBy?: string | undefined;
  /** Incidents only: bring their alerts, evidence included. Default: false. */
  readonly withAlerts?: boolean | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Did the service say that there is more? */
  readonly more: boolean;
  /** Which route answered. */
  readonly route: Exclude<Route, 'auto'>;
  /** Why this page was read in a slower way than asked, if it was. */
  readonly degraded?: string | undefined;
}

/** `for await (const incident of defender.incident.list())`; `.pages()` for those who count calls. */
export interface Listing<T> extends AsyncIterable<T> {
  pages(): AsyncIterable<Page<T>>;
}

export interface IncidentChange {
  readonly status?: string | undefined;
  /** `null` or an empty string unassigns. */
  readonly assignedTo?: string | null | undefined;
  readonly classification?: string | undefined;
  readonly determination?: string | undefined;
  /** Replaces all custom tags; an empty list clears them. */
  readonly customTags?: readonly string[] | undefined;
  readonly displayName?: string | undefined;
  readonly severity?: string | undefined;
  readonly description?: string | undefined;
  readonly resolvingComment?: string | undefined;
}

export interface AlertChange {
  readonly status?: string | undefined;
  readonly assignedTo?: string | null | undefined;
  readonly classification?: string | undefined;
  readonly determination?: string | undefined;
}

export interface IncidentResource {
  list(options?: ListOptions<IncidentFilter>): Listing<Incident>;
  get(id: string, options?: CallOptions & { withAlerts?: boolean }): Promise<Incident>;
  update(id: string, change: IncidentChange, options?: CallOptions): Promise<Incident>;
  /** Answers with all comments of the incident. */
  comment(id: string, text: string, options?: CallOptions): Promise<Comment[]>;
}

export interface AlertResource {
  list(options?: ListOptions<AlertFilter>): Listing<Alert>;
  get(id: string, options?: CallOptions): Promise<Alert>;
  update(id: string, change: AlertChange, options?: CallOptions): Promise<Alert>;
  comment(id: string, text: string, options?: CallOptions): Promise<Comment[]>;
}
