/** ASCII, in which all of JSON's structure is written: no byte of a longer character looks like it. */
export const BYTE = {
  quote: 0x22,
  comma: 0x2c,
  dot: 0x2e,
  zero: 0x30,
  nine: 0x39,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

export function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** From so many digits on JavaScript may round a whole number. */
const LONG_NUMBER = 16;
/** More digits than a number has; infinity would be no small integer to the engine. */
const LARGE = 1_000_000_000;

/** Passes over one JSON value, however it is cut. All it remembers is a few numbers. */
export class Skipper {
  #depth = 0;
  #inString = false;
  #inLiteral = false;
  #escaped = false;
  #digits = 0;
  /** Was there a whole number, outside a string, that may be rounded? Reset by whoever reads it. */
  long = false;

  /** Begins a value with its first byte. */
  begin(first: number): void {
    this.#inString = first === BYTE.quote;
    this.#depth = first === BYTE.openBrace || first === BYTE.openBracket ? 1 : 0;
    this.#inLiteral = !this.#inString && this.#depth === 0;
    this.#escaped = false;
    this.#digits = 0;
  }

  /** @returns where the value ends, exclusive; -1 when it goes on in the next chunk. */
  pass(chunk: Uint8Array, start: number): number {
    if (this.#inLiteral) return endOfLiteral(chunk, start);
    const { length } = chunk;
    let depth = this.#depth;
    let inString = this.#inString;
    let digits = this.#digits;
    let at = this.#escaped ? start + 1 : start;
    this.#escaped = false;
    while (at < length) {
      if (inString) {
        // Most bytes stand in strings, so this loop does nothing else.
        let byte = 0;
        while (at < length && (byte = chunk[at]!) !== BYTE.quote && byte !== BYTE.backslash) at += 1;
        if (at === length) break;
        if (byte === BYTE.quote) {
          inString = false;
          at += 1;
          if (depth === 0) return at;
        } else {
          at += 2;
          this.#escaped = at > length;
        }
        continue;
      }
      const byte = chunk[at]!;
      at += 1;
      if (byte >= BYTE.zero && byte <= BYTE.nine) {
        digits += 1;
        if (digits === LONG_NUMBER) this.long = true;
      } else if (byte === BYTE.dot) {
        // What follows is no whole number.
        digits = -LARGE;
      } else {
        digits = 0;
        if (byte === BYTE.quote) inString = true;
        else if (byte === BYTE.openBrace || byte === BYTE.openBracket) depth += 1;
        else if (byte === BYTE.closeBrace || byte === BYTE.closeBracket) {
          depth -= 1;
          if (depth === 0) return at;
        }
      }
    }
    this.#depth = depth;
    this.#inString = inString;
    this.#digits = digits;
    return -1;
  }
}

/** A number, `true`, `false`, `null`: up to what cannot be part of it. */
function endOfLiteral(chunk: Uint8Array, start: number): number {
  for (let at = start; at < chunk.length; at++) {
    const byte = chunk[at]!;
    if (byte === BYTE.comma || byte === BYTE.closeBrace || isBlank(byte)) return at;
  }
  return -1;
}
