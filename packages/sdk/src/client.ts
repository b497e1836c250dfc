import type { Credential } from './credential/credential.ts';
import type { AlertResource, IncidentResource } from './resource/resource.ts';
import type { Send } from './transport/send.ts';

/** A tenant, ready to be asked. */
export interface Defender {
  readonly credential: Credential;
  readonly send: Send;
  readonly incident: IncidentResource;
  readonly alert: AlertResource;
  /** Closes idle connections. */
  close(): Promise<void>;
}
