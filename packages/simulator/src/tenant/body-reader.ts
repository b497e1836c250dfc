import type { SimRequest } from '../core/service.ts';
import { Refusal } from './refusal.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One field of a request body: how to read its value, or why not. */
export type FieldReader = (value: unknown) => unknown;

/** Fields a body may have, by exact name: the names are documented as case-sensitive. */
export type BodyShape = Readonly<Record<string, readonly [target: string, read: FieldReader]>>;

/** Thrown by a reader for a value it does not take. */
class Unfit extends Error {}

export function textField(value: unknown): unknown {
  if (typeof value !== 'string') throw new Unfit();
  return value;
}

export function optionalText(value: unknown): unknown {
  return value === null ? null : textField(value);
}

export function textList(value: unknown): unknown {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) throw new Unfit();
  return value;
}

/** A member of a closed set in the spelling of the native APIs. */
export function nativeWord(words: Vocabulary, except: readonly string[] = []): FieldReader {
  return (value) => known(typeof value === 'string' ? words.fromNative(value) : undefined, except);
}

export function graphWord(words: Vocabulary, except: readonly string[] = []): FieldReader {
  return (value) => known(typeof value === 'string' ? words.fromGraph(value) : undefined, except);
}

function known(word: string | undefined, except: readonly string[]): string {
  if (word === undefined || except.includes(word)) throw new Unfit();
  return word;
}

export interface BodyErrors {
  /** Code for a body that is no JSON object, has a field it may not have, or a value of the wrong kind. */
  readonly code: string;
}

/** Reads a body of this shape into the fields it names. @throws Refusal 400 */
export function readBody(
  request: SimRequest,
  shape: BodyShape,
  { code }: BodyErrors,
): Record<string, unknown> {
  const body = parse(request, code);
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('@odata.')) continue;
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined)
      throw new Refusal(400, code, `Request body is incorrect: '${name}' is not a known property.`);
    const [target, read] = field;
    try {
      fields[target] = read(value);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      throw new Refusal(400, code, `Request body is incorrect: the value of '${name}' is not valid.`);
    }
  }
  if (Object.keys(fields).length === 0)
    throw new Refusal(400, code, 'Request body is incorrect: nothing to change.');
  return fields;
}

function parse(request: SimRequest, code: string): Record<string, unknown> {
  let body: unknown;
  try {
    body = JSON.parse(request.body.toString('utf8'));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal(400, code, 'Request body is incorrect: it is not JSON.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal(400, code, 'Request body is incorrect: a JSON object is needed.');
  return body as Record<string, unknown>;
}
