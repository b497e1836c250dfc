import type { Place } from './parse/place.ts';

/** Why a query that Microsoft's binder accepts cannot be run here: what, where, and what to write instead. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly place: Place;
  readonly code: string;

  constructor(message: string, place: Place, code = 'KQL_UNSUPPORTED') {
    super(message);
    this.place = place;
    this.code = code;
  }
}
