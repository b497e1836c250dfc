import { VedetteError } from '../../error.ts';
import { BYTE, isBlank, Skipper } from './skip.ts';

/** A part of an answer: a member beside the rows, or rows that are whole, with the commas between them. */
export type Part =
  | { readonly kind: 'member'; readonly name: string; readonly text: string }
  /** `long`: a whole number in them may be more than JavaScript reads exactly. */
  | { readonly kind: 'rows'; readonly text: string; readonly long: boolean };

/** Bytes of one part. No whole answer of the service holds half as many. */
const LONGEST = 256 * 1024 * 1024;

/** What is expected; or, with `in`, what is under way. */
type Place =
  | 'start'
  | 'first name'
  | 'name'
  | 'colon'
  | 'value'
  | 'next'
  | 'first row'
  | 'row'
  | 'row or end'
  | 'end'
  | 'in name'
  | 'in value'
  | 'in row';

/** Where a byte leads to. What is not listed is not an answer of this API. */
const STEPS: Partial<Record<Place, Readonly<Record<number, Place>>>> = {
  // A byte order mark may stand before it.
  start: { [BYTE.openBrace]: 'first name', 0xef: 'start', 0xbb: 'start', 0xbf: 'start' },
  'first name': { [BYTE.quote]: 'in name', [BYTE.closeBrace]: 'end' },
  name: { [BYTE.quote]: 'in name' },
  colon: { [BYTE.colon]: 'value' },
  next: { [BYTE.comma]: 'name', [BYTE.closeBrace]: 'end' },
  'first row': { [BYTE.openBrace]: 'in row', [BYTE.closeBracket]: 'next' },
  row: { [BYTE.openBrace]: 'in row' },
  'row or end': { [BYTE.comma]: 'row', [BYTE.closeBracket]: 'next' },
};

/** What is expected when what was under way is whole. */
const AFTER: Partial<Record<Place, Place>> = {
  'in name': 'colon',
  'in value': 'next',
  'in row': 'row or end',
};

/**
 * Cuts a hunting answer into its parts while it arrives, at whatever bytes it was cut on the way. Schema and
 * statistics may stand before or after the rows. It looks at structure only: whoever parses a part finds what is
 * no JSON inside it.
 */
export class Scanner {
  #place: Place = 'start';
  #name = '';
  readonly #skipper = new Skipper();
  /** Bytes of the part under way from the chunks before. */
  #kept: Uint8Array[] = [];
  #size = 0;

  /** Is the document whole? */
  get ended(): boolean {
    return this.#place === 'end';
  }

  /** Was there a member for rows, be they none? */
  hadRows = false;

  /**
   * The parts that end in this chunk, the rows of it together.
   *
   * @throws VedetteError MDE_RESPONSE where it is no answer of this API.
   */
  push(chunk: Uint8Array): Part[] {
    const parts: Part[] = [];
    // Where the part under way begins, where the rows in it that are whole end, and where the last row begins.
    let from = 0;
    let whole = -1;
    let row = 0;
    let at = 0;
    while (at < chunk.length) {
      const after = AFTER[this.#place];
      if (after !== undefined) {
        at = this.#skipper.pass(chunk, at);
        if (at < 0) break;
        if (this.#place === 'in row') whole = at;
        else if (this.#place === 'in name') {
          this.#name = nameOf(this.#take(chunk, from, at));
          this.hadRows ||= this.#name === 'results';
        } else parts.push({ kind: 'member', name: this.#name, text: this.#take(chunk, from, at) });
        this.#place = after;
        continue;
      }
      const byte = chunk[at]!;
      if (!isBlank(byte)) {
        const place = this.#next(byte);
        if (place === 'in row') row = at;
        if (AFTER[place] !== undefined) {
          if (whole < 0) from = at;
          this.#skipper.begin(byte);
        } else if (place === 'next' && whole >= 0) {
          parts.push(this.#rows(chunk, from, whole));
          whole = -1;
        }
        this.#place = place;
      }
      at += 1;
    }
    if (whole >= 0) {
      parts.push(this.#rows(chunk, from, whole));
      from = row;
    }
    if (AFTER[this.#place] !== undefined) this.#keep(chunk.subarray(from));
    return parts;
  }

  #next(byte: number): Place {
    if (this.#place === 'value') {
      return byte === BYTE.openBracket && this.#name === 'results' ? 'first row' : 'in value';
    }
    const place = STEPS[this.#place]?.[byte];
    if (place === undefined) {
      throw wrong(
        this.#place === 'start'
          ? 'it is no JSON, but a page perhaps, as a proxy or a sign-in portal gives it'
          : `it has "${String.fromCharCode(byte)}" where no answer of this API has it`,
      );
    }
    return place;
  }

  #rows(chunk: Uint8Array, from: number, to: number): Part {
    const { long } = this.#skipper;
    this.#skipper.long = false;
    return { kind: 'rows', text: this.#take(chunk, from, to), long };
  }

  #take(chunk: Uint8Array, from: number, to: number): string {
    const last = chunk.subarray(from, to);
    const bytes = this.#kept.length === 0 ? last : Buffer.concat([...this.#kept, last]);
    this.#kept = [];
    this.#size = 0;
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  }

  #keep(bytes: Uint8Array): void {
    this.#size += bytes.length;
    if (this.#size > LONGEST) throw wrong('one part of it does not end');
    this.#kept.push(bytes);
  }
}

/** The services write the names of members in two ways: `Results`, `results`. */
function nameOf(text: string): string {
  try {
    return (JSON.parse(text) as string).toLowerCase();
  } catch (cause) {
    throw wrong('a name in it is not JSON', cause);
  }
}

export function wrong(why: string, cause?: unknown): VedetteError {
  return new VedetteError('MDE_RESPONSE', `The answer to the query cannot be read: ${why}.`, { cause });
}
