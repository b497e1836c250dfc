import type { SimRequest } from '../../core/service.ts';

/** The JSON of a request; an empty body is an empty object. @throws SyntaxError. */
export function readJson(request: SimRequest): unknown {
  const text = request.body.toString('utf8');
  return text.trim() === '' ? {} : JSON.parse(text);
}

/** The JSON object of a request. @throws SyntaxError, RangeError. */
export function readBody(request: SimRequest): Readonly<Record<string, unknown>> {
  const value = readJson(request);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RangeError('The body must be a JSON object');
  return value as Record<string, unknown>;
}

/** @throws RangeError when a field that is needed is missing. */
export function needText(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new RangeError(`${name} is missing`);
  return value;
}

/** An array of texts, or nothing. @throws RangeError for anything else. */
export function optionalTexts(body: Readonly<Record<string, unknown>>, name: string): string[] | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new RangeError(`${name} must be a list of texts`);
  return value;
}

/** A list of objects; nothing is an empty one. @throws RangeError for anything else. */
export function objects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'object' && item !== null))
    throw new RangeError('A list of objects is expected');
  return value as Record<string, unknown>[];
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds: a number of them, or a text such as `90s` or `2h`. @throws RangeError for anything else. */
export function duration(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const [, amount, unit = ''] = /^(-?\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(String(value)) ?? [];
  const factor = UNITS[unit];
  if (amount === undefined || factor === undefined)
    throw new RangeError('A duration is a number of milliseconds, or a text such as 90s, 5m, 2h, 1d');
  return Number(amount) * factor;
}
