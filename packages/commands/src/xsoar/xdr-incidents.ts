import { isVedetteError, VedetteError, type CallOptions } from '@vedette/sdk';

/** An incident in the shape of the Defender XDR API. Fields may be missing, null or new. */
export type XdrIncident = Readonly<Record<string, unknown>>;

export interface XdrQuery {
  readonly status?: string | undefined;
  readonly assignedTo?: string | undefined;
  readonly limit: number;
  readonly offset: number;
  /** Query parameters in the words of the Defender XDR API. They replace all of the above. */
  readonly odata?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** In the words of the Defender XDR API; what is absent stays as it is. */
export interface XdrChange {
  readonly status?: string | undefined;
  /** Empty: nobody. */
  readonly assignedTo?: string | undefined;
  readonly classification?: string | undefined;
  readonly determination?: string | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly comment?: string | undefined;
}

/** What the XSOAR commands ask for. Both routes answer it in the same shape. */
export interface XdrIncidents {
  list(query: XdrQuery, options: CallOptions): Promise<XdrIncident[]>;
  get(id: string, options: CallOptions): Promise<XdrIncident>;
  update(id: string, change: XdrChange, options: CallOptions): XdrUpdate;
}

/** A change that may take several requests, so that a dry run can name each. */
export interface XdrUpdate {
  readonly steps: readonly (() => Promise<unknown>)[];
  /** The incident as it stands when the steps are done. */
  readonly answer: () => Promise<XdrIncident>;
}

/** @throws VedetteError whose `changed` tells whether an earlier step had been done. */
export async function carryOut({ steps, answer }: XdrUpdate): Promise<XdrIncident> {
  let done = 0;
  try {
    for (const step of steps) {
      // One after the other: a comment must not stand on a change that was refused.
      await step();
      done += 1;
    }
    return await answer();
  } catch (error) {
    if (done === 0 || !isVedetteError(error)) throw error;
    throw new VedetteError(error.code, `Only part of it was done: ${error.message}`, {
      advice: error.advice,
      link: error.link,
      status: error.status,
      serviceCode: error.serviceCode,
      requestId: error.requestId,
      retryAfterMs: error.retryAfterMs,
      facts: error.facts,
      changed: 'something',
      cause: error,
    });
  }
}

/** Incidents in one page of the Defender XDR API, at most. */
export const XDR_PAGE = 100;
