import type { NativeFunction } from './native.ts';

/** How the pairs of a text are told apart. Without delimiters, anything but letters and digits is one. */
export interface PairOptions {
  readonly keys: readonly string[];
  readonly pair?: string;
  readonly keyValue?: string;
  /** What opens and what closes a quotation. */
  readonly quotes: readonly (readonly [open: string, close: string])[];
  readonly escapes: readonly string[];
  /** Whether a value goes on to the next key. */
  readonly greedy: boolean;
}

/** The values of the keys that are asked for, as a JSON array; null where there is none. */
export const PAIRS: NativeFunction = {
  name: 'key_value_pairs',
  parameters: ['string', 'string'],
  returns: 'dynamic',
  run: (text: string, options: string) => {
    const read = JSON.parse(options) as PairOptions;
    const found = read.pair && read.keyValue ? delimited(text, read) : worded(text, read);
    return JSON.stringify(read.keys.map((key) => found.get(key) ?? null));
  },
};

/** A quotation that begins at a place, and where it ends; undefined where none begins. */
function quotation(
  text: string,
  start: number,
  { quotes, escapes }: PairOptions,
): { value: string; end: number } | undefined {
  const close = quotes.find(([open]) => text.startsWith(open, start))?.[1];
  if (close === undefined) return undefined;
  let value = '';
  for (let at = start + 1; at < text.length; at++) {
    if (escapes.includes(text[at]!) && at + 1 < text.length) value += text[++at];
    else if (text[at] === close) return { value, end: at + 1 };
    else value += text[at];
  }
  return undefined;
}

function delimited(text: string, options: PairOptions): Map<string, string> {
  const { pair = '', keyValue = '', greedy } = options;
  const found = new Map<string, string>();
  let at = 0;
  const skipBlanks = (): void => {
    while (at < text.length && /\s/.test(text[at]!) && !text.startsWith(keyValue, at)) at++;
  };
  while (at < text.length) {
    skipBlanks();
    const quotedKey = quotation(text, at, options);
    const start = at;
    if (quotedKey) at = quotedKey.end;
    const separator = text.indexOf(keyValue, at);
    if (separator === -1) break;
    const end = text.indexOf(pair, at);
    if (end !== -1 && end < separator) {
      // No key: what stands here has no value.
      at = end + pair.length;
      continue;
    }
    const key = quotedKey?.value ?? text.slice(start, separator).trim();
    at = separator + keyValue.length;
    if (/\S/.test(pair)) skipBlanks();
    const quotedValue = quotation(text, at, options);
    let value: string;
    if (quotedValue) {
      ({ value } = quotedValue);
      at = quotedValue.end;
      const next = text.indexOf(pair, at);
      at = next === -1 ? text.length : next + pair.length;
    } else {
      const stop = greedy ? nextKey(text, at, pair, keyValue) : text.indexOf(pair, at);
      value = text.slice(at, stop === -1 ? text.length : stop).trim();
      at = stop === -1 ? text.length : stop + pair.length;
    }
    if (!found.has(key)) found.set(key, value);
  }
  return found;
}

/** Where the pair before the next key ends: at the last delimiter before the next sign of a value. */
function nextKey(text: string, from: number, pair: string, keyValue: string): number {
  for (let sign = text.indexOf(keyValue, from); sign !== -1; sign = text.indexOf(keyValue, sign + 1)) {
    const stop = text.lastIndexOf(pair, sign - 1);
    if (stop >= from) return stop;
  }
  return -1;
}

/** A key is a word, its value the next word or quotation. */
function worded(text: string, options: PairOptions): Map<string, string> {
  const words: string[] = [];
  for (let at = 0; at < text.length;) {
    const quoted = quotation(text, at, options);
    if (quoted) {
      words.push(quoted.value);
      at = quoted.end;
      continue;
    }
    const word = /^[\p{L}\p{N}]+/u.exec(text.slice(at, at + 4096))?.[0];
    if (word) words.push(word);
    at += word?.length ?? 1;
  }
  const found = new Map<string, string>();
  words.forEach((word, index) => {
    const value = words[index + 1];
    if (options.keys.includes(word) && !found.has(word) && value !== undefined) found.set(word, value);
  });
  return found;
}
