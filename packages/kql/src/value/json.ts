import type { Json } from '../type.ts';

/** Digits enough that a JavaScript number may not hold them all. */
const LONG_NUMBER = /\d{16}|[eE]\+?\d{3}/;

/** Newer than the types of the language: a number as it was written, which `JSON.stringify` writes so again. */
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON: (this: void, text: string) => Json;
  isRawJSON: (this: void, value: unknown) => boolean;
};

/** Reads JSON. A number that JavaScript cannot hold is kept as its text: see `rawNumber`. */
export function parseJson(text: string): Json {
  if (!LONG_NUMBER.test(text)) return JSON.parse(text) as Json;
  return JSON.parse(text, (_, value: unknown, context?: { readonly source?: string }) => {
    if (typeof value !== 'number' || context?.source === undefined) return value;
    const exact = Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
    return exact ? value : rawJSON(context.source);
  }) as Json;
}

/** The text of a number that was kept as its text. */
export function rawNumber(value: unknown): string | undefined {
  return isRawJSON(value) ? (value as { readonly rawJSON: string }).rawJSON : undefined;
}
