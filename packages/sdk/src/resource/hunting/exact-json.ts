import { randomUUID } from 'node:crypto';

/** No answer can hold it, so a text that begins with it is one of ours. */
const MARK = `number ${randomUUID()} `;

/** Strings are passed over; of what stands outside them, the numbers. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** Could JavaScript round a number of this text? Digits in strings count too, at the price of a slower reading. */
export function mayRound(text: string): boolean {
  return /\d{16}/.test(text);
}

/**
 * Parses JSON without losing digits: a number that JavaScript would round stands as a text that `digitsOf` reads.
 *
 * @param all every number that would not be written back as it stood, and not whole ones only
 */
export function parseExactly(text: string, all: boolean): unknown {
  return JSON.parse(
    text.replace(token, (found) => {
      if (found.startsWith('"') || String(Number(found)) === found) return found;
      const whole = /^-?\d+$/.test(found);
      return whole || all ? `"${MARK}${found}"` : found;
    }),
  );
}

/** The digits of a number that `parseExactly` kept; nothing for any other value. */
export function digitsOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.startsWith(MARK) ? value.slice(MARK.length) : undefined;
}
