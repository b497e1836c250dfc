const ISO = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * A time of Microsoft's in one spelling: UTC with seven fractional digits, so that two spellings of one moment
 * are equal and text order is time order. What is no time is kept as it is: it still tells versions apart.
 */
export function canonicalTime(text: string | null | undefined): string {
  if (text === null || text === undefined) return '';
  const match = ISO.exec(text);
  if (match === null) return text;
  const [, whole = '', fraction = '', zone = 'Z'] = match;
  const utc = /^z$/i.test(zone)
    ? whole.toUpperCase()
    : new Date(`${whole}${zone}`).toISOString().slice(0, 19);
  return `${utc}.${fraction.slice(0, 7).padEnd(7, '0')}Z`;
}

/** Epoch milliseconds, rounded down; undefined for what is no time. */
export function msOf(text: string | null | undefined): number | undefined {
  const canonical = canonicalTime(text);
  // Cut to milliseconds: Date reads no more than that, and how it treats further digits is not specified.
  const ms = Date.parse(canonical.length === 28 ? `${canonical.slice(0, 23)}Z` : canonical);
  return Number.isNaN(ms) ? undefined : ms;
}

export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
