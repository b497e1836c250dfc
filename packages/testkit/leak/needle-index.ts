import type { Needle } from './needle.ts';

const BITS = 20;

export interface NeedleIndex {
  readonly longest: number;
  /** Every needle that stands in the bytes, with where. */
  find(bytes: Buffer): { needle: Needle; at: number }[];
}

/**
 * Looks for thousands of needles in one pass: the first four bytes of each are kept in a bit field, so that
 * nearly every position of a file costs one look-up.
 */
export function indexNeedles(needles: readonly Needle[]): NeedleIndex {
  const byKey = new Map<number, Needle[]>();
  const bits = new Uint8Array(1 << (BITS - 3));
  for (const needle of needles) {
    const key = needle.bytes.readUInt32BE(0);
    byKey.set(key, [...(byKey.get(key) ?? []), needle]);
    const slot = slotOf(key);
    bits[slot >> 3] = (bits[slot >> 3] ?? 0) | (1 << (slot & 7));
  }
  return {
    longest: needles.reduce((most, { bytes }) => Math.max(most, bytes.length), 0),
    find: (bytes) => {
      const found: { needle: Needle; at: number }[] = [];
      let key = 0;
      for (let end = 0; end < bytes.length; end++) {
        key = ((key << 8) | (bytes[end] ?? 0)) >>> 0;
        const slot = slotOf(key);
        if (((bits[slot >> 3] ?? 0) & (1 << (slot & 7))) === 0 || end < 3) continue;
        const at = end - 3;
        for (const needle of byKey.get(key) ?? [])
          if (bytes.subarray(at, at + needle.bytes.length).equals(needle.bytes)) found.push({ needle, at });
      }
      return found;
    },
  };
}

function slotOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> (32 - BITS);
}
