import type { Recorded } from './model.ts';

export type Json = Readonly<Record<string, unknown>>;

export function recordedFrom(raw: Json): Recorded {
  return { keys: Object.keys(raw), extra: raw };
}

/**
 * An answer of the same API as the recording keeps its keys and their order, and what the model does not
 * know; what it knows is rendered, so that later changes show.
 */
export function asRecorded(rendered: Json, recorded: Recorded | undefined): Json {
  if (recorded === undefined) return rendered;
  const { keys, extra } = recorded;
  return Object.fromEntries(
    keys.map((key) => [key, Object.hasOwn(rendered, key) ? rendered[key] : extra[key]]),
  );
}
