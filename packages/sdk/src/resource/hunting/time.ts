const zulu = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const clock = /^([+-])?(?:(\d+)[.:](?=\d+:\d+:\d))?(\d{1,2}):(\d{2}):(\d{2})(?:\.(\d+))?$/;
const iso = /^([+-])?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d+))?S)?)?$/i;

/**
 * A time with seven digits, which is the 100 ns of the language. Services leave out zeros, and the zone.
 * What is no time is given as it came.
 */
export function datetimeText(text: string): string | null {
  if (text.length === 28 && text.endsWith('Z') && text[10] === 'T') return text;
  if (text === '') return null;
  const [, date, time, fraction = '', zone = 'Z'] = zulu.exec(text) ?? [];
  if (date === undefined || time === undefined) return text;
  const digits = fraction.padEnd(7, '0').slice(0, 7);
  if (/^(z|[+-]00:?00)$/i.test(zone)) return `${date}T${time}.${digits}Z`;
  const shifted = new Date(
    `${date}T${time}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`,
  );
  return Number.isNaN(shifted.getTime()) ? text : `${shifted.toISOString().slice(0, 19)}.${digits}Z`;
}

/** A length of time as `[-][d.]hh:mm:ss[.fffffff]`. Graph may write `PT1M30S`. What is neither is given as it came. */
export function timespanText(text: string): string | null {
  if (text === '') return null;
  const found = clock.exec(text) ?? iso.exec(text);
  if (found === null || !/\d/.test(text)) return text;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = found;
  const all = ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60n + BigInt(seconds);
  const two = (part: bigint): string => String(part).padStart(2, '0');
  const day = all / 86_400n;
  const digits = fraction.padEnd(7, '0').slice(0, 7);
  return [
    sign === '-' ? '-' : '',
    day === 0n ? '' : `${day}.`,
    `${two((all / 3_600n) % 24n)}:${two((all / 60n) % 60n)}:${two(all % 60n)}`,
    /^0*$/.test(digits) ? '' : `.${digits}`,
  ].join('');
}
