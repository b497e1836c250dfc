/**
 * How long the service asks one to wait, from an answer; pure. Milliseconds, or `undefined` when it does not
 * say. Four forms are in use: `Retry-After` in seconds, as an HTTP date, a time in the text of the body
 * (Defender XDR), and nothing at all.
 *
 * @see https://learn.microsoft.com/graph/throttling
 * @see https://learn.microsoft.com/defender-xdr/api-update-incidents
 */
export function waitOf(
  status: number,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  now: number,
): number | undefined {
  const told = fromHeader(headers, now);
  if (told !== undefined) return told;
  return status === 429 || status === 503 ? fromText(messageOf(body), now) : undefined;
}

function fromHeader(headers: Readonly<Record<string, string | undefined>>, now: number): number | undefined {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1_000);
  const at = Date.parse(value);
  if (Number.isNaN(at)) return undefined;
  // A skewed clock must not make us come too early, so the later of the two readings counts.
  const serverNow = Date.parse(headers['date'] ?? '');
  return Math.max(0, at - now, Number.isNaN(serverNow) ? 0 : at - serverNow);
}

/** Only the message: other fields of an error body hold the time of the error, not of the reset. */
function messageOf(body: string): string {
  try {
    const parsed = JSON.parse(body) as { error?: unknown; message?: unknown } | string | null;
    if (typeof parsed === 'string') return parsed;
    const error = parsed?.error;
    if (typeof error === 'string') return error;
    const message = (error as { message?: unknown } | undefined)?.message ?? parsed?.message;
    return typeof message === 'string' ? message : '';
  } catch {
    return body;
  }
}

const isoTime = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:\s?Z|\s?UTC|[+-]\d{2}:\d{2})?/g;
const httpDate = /[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/g;
const usTime = /\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}:\d{2} [AP]M/g;
/** As .NET writes a length of time: `00:12:30`, `1.02:00:00`. */
const clockSpan = /\bin (?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d+)?)\b/i;
const one = String.raw`\b\d+(?:\.\d+)?\s*(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|h)\b`;
/** One length after the other is one length: `1 hour and 20 minutes`. */
const span = new RegExp(String.raw`${one}(?:(?:,|\s|\band\b)*${one})*`, 'i');
const part = /(\d+(?:\.\d+)?)\s*([a-z]+)/gi;

function fromText(text: string, now: number): number | undefined {
  const times = [
    ...matches(text, isoTime).map((time) => Date.parse(asUtc(time))),
    ...matches(text, httpDate).map((time) => Date.parse(time)),
    ...matches(text, usTime).map((time) => Date.parse(`${time} UTC`)),
  ].filter((time) => time > now);
  if (times.length > 0) return Math.max(...times) - now;
  const [, days = '0', hours, minutes, seconds] = clockSpan.exec(text) ?? [];
  if (hours !== undefined) {
    const minute = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
    return Math.ceil((minute * 60 + Number(seconds)) * 1_000);
  }
  const found = span.exec(text)?.[0];
  if (found === undefined) return undefined;
  const ms = [...found.matchAll(part)].map(([, count, unit]) => Number(count) * unitMs(unit ?? 's'));
  return Math.ceil(ms.reduce((sum, each) => sum + each, 0));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[0]);
}

/** A time without a zone is UTC in all these APIs; JavaScript would take it as local. */
function asUtc(time: string): string {
  const plain = time.replace(' ', 'T').replace(/\s?(UTC|Z)$/, 'Z');
  return /(Z|[+-]\d{2}:\d{2})$/.test(plain) ? plain : `${plain}Z`;
}

function unitMs(unit: string): number {
  const name = unit.toLowerCase();
  if (name === 'ms' || name.startsWith('milli')) return 1;
  if (name.startsWith('s')) return 1_000;
  return name.startsWith('h') ? 3_600_000 : 60_000;
}

/**
 * Back-off where the service does not say: doubles from `base`, at most `cap`, with jitter between a half and
 * the whole, so that many waiting clients do not come back as one.
 */
export function backOffMs(
  attempt: number,
  base: number,
  cap: number,
  random: () => number = Math.random,
): number {
  const whole = Math.min(cap, base * 2 ** Math.min(attempt - 1, 30));
  return Math.ceil(whole / 2 + (whole / 2) * random());
}
