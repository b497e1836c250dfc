import type { Sleep } from '../abort.ts';
import type { IdentityHttp } from '../http.ts';
import type { JsonObject } from '../json.ts';

/** Which of the identities of a machine: the system-assigned one when nothing is named. */
export interface AssignedIdentity {
  readonly clientId?: string | undefined;
  readonly objectId?: string | undefined;
  readonly resourceId?: string | undefined;
}

/** What decides where a machine gets its identity from. */
export interface IdentityHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The folder the Azure Arc agent puts its key files in, with the separator at its end. */
  readonly arcTokenFolder: string;
  /** The program of the Azure Arc agent: where it is, there is an Arc machine. */
  readonly arcAgent: string;
}

export interface SourceOptions extends AssignedIdentity {
  readonly http: IdentityHttp;
  readonly now: () => number;
  readonly sleep?: Sleep | undefined;
  readonly endpoint?: string | undefined;
  readonly host?: Partial<IdentityHost> | undefined;
}

/** One way a machine gives tokens for its own identity. */
export interface IdentitySource {
  readonly name: string;
  ask(resource: string, signal: AbortSignal | undefined): Promise<JsonObject>;
}
