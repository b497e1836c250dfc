const BASE = 36;
const FIRST_DELTA = 38;
const FIRST_CODEPOINT = 128;
const FIRST_BIAS = 72;
const DAMP = 700;
const SMALLEST = 1;
const LARGEST = 26;

/**
 * Punycode of a text, without `xn--`.
 * @see https://www.rfc-editor.org/rfc/rfc3492
 */
export function encodePunycode(text: string): string | undefined {
  const input = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const plain = input.filter((code) => code < FIRST_CODEPOINT);
  let output = String.fromCodePoint(...plain);
  if (plain.length > 0) output += '-';
  let handled = plain.length;
  let code = FIRST_CODEPOINT;
  let delta = 0;
  let bias = FIRST_BIAS;
  while (handled < input.length) {
    const next = Math.min(...input.filter((candidate) => candidate >= code));
    delta += (next - code) * (handled + 1);
    if (!Number.isSafeInteger(delta)) return undefined;
    code = next;
    for (const candidate of input) {
      if (candidate < code) delta++;
      if (candidate !== code) continue;
      output += digitsOf(delta, bias);
      bias = adapted(delta, handled + 1, handled === plain.length);
      delta = 0;
      handled++;
    }
    delta++;
    code++;
  }
  return output;
}

/** The text of a punycode without `xn--`; undefined when it is none. */
export function decodePunycode(text: string): string | undefined {
  const end = text.lastIndexOf('-');
  const output = Array.from(end > 0 ? text.slice(0, end) : '', (character) => character.codePointAt(0) ?? 0);
  if (output.some((code) => code >= FIRST_CODEPOINT)) return undefined;
  let code = FIRST_CODEPOINT;
  let place = 0;
  let bias = FIRST_BIAS;
  for (let at = end > 0 ? end + 1 : 0; at < text.length;) {
    const before = place;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = valueOf(text[at++]);
      if (digit === undefined) return undefined;
      place += digit * weight;
      const threshold = thresholdOf(k, bias);
      if (digit < threshold) break;
      weight *= BASE - threshold;
      if (!Number.isSafeInteger(weight)) return undefined;
    }
    const length = output.length + 1;
    bias = adapted(place - before, length, before === 0);
    code += Math.floor(place / length);
    place %= length;
    if (code > 0x10ffff) return undefined;
    output.splice(place++, 0, code);
  }
  return String.fromCodePoint(...output);
}

function digitsOf(delta: number, bias: number): string {
  let digits = '';
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const threshold = thresholdOf(k, bias);
    if (rest < threshold) return digits + digitOf(rest);
    digits += digitOf(threshold + ((rest - threshold) % (BASE - threshold)));
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

const thresholdOf = (k: number, bias: number): number => Math.min(LARGEST, Math.max(SMALLEST, k - bias));
const digitOf = (value: number): string => 'abcdefghijklmnopqrstuvwxyz0123456789'[value] ?? '';

function valueOf(digit: string | undefined): number | undefined {
  if (digit === undefined) return undefined;
  const value = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(digit.toLowerCase());
  return value === -1 ? undefined : value;
}

function adapted(delta: number, length: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / length);
  let k = 0;
  while (rest > ((BASE - SMALLEST) * LARGEST) / 2) {
    rest = Math.floor(rest / (BASE - SMALLEST));
    k += BASE;
  }
  return k + Math.floor(((BASE - SMALLEST + 1) * rest) / (rest + FIRST_DELTA));
}
