import { VedetteError } from '@vedette/sdk';

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * `12h` becomes the time twelve hours before `now`; ISO 8601 becomes UTC, a time without a zone being UTC
 * as everywhere in Defender. Fractions are kept as given: Microsoft counts seven digits, `Date` only three.
 *
 * @throws VedetteError MDE_INPUT for a date that does not exist.
 */
export function timeFrom(text: string | undefined, now: number, name = 'time'): string | undefined {
  if (text === undefined) return undefined;
  const ago = /^(\d{1,6})\s*([smhdw])$/i.exec(text);
  if (ago) {
    const at = now - Number(ago[1]) * (UNIT_MS[ago[2]!.toLowerCase()] ?? 0);
    return new Date(at).toISOString();
  }
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
    text,
  );
  const zone = (parts?.[5] ?? 'Z').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const seconds = parts?.[3] ?? ':00';
  const at = parts ? Date.parse(`${parts[1]}T${parts[2] ?? '00:00'}${seconds}${zone}`) : Number.NaN;
  // Date.parse turns 30 February into 2 March; a filter must not.
  const day = parts ? Date.parse(`${parts[1]}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at) || new Date(day).toISOString().slice(0, 10) !== parts?.[1]) {
    throw new VedetteError('MDE_INPUT', `${name}: there is no such time: ${text}`, {
      advice: 'Give ISO 8601, such as 2026-02-01T08:00:00Z, or how long ago, such as 12h or 7d.',
      facts: { argument: name },
    });
  }
  const fraction = parts[4] ?? '';
  return `${new Date(at).toISOString().slice(0, 19)}${fraction}Z`;
}
