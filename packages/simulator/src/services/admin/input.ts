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
