import type { KqlType } from '@vedette/kql';
import { readInstant } from './instant.ts';

/** Why a value cannot be of the type of its column. */
export class WrongValue extends Error {}

const BOOLEANS: ReadonlyMap<unknown, string> = new Map<unknown, string>(
  [
    ['true', 'true', 'True', 'TRUE', '1', 1, true],
    ['false', 'false', 'False', 'FALSE', '0', 0, false],
  ].flatMap(([text, ...spellings]) => spellings.map((one): [unknown, string] => [one, String(text)])),
);
const WHOLE = /^-?\d{1,19}$/;
const DECIMAL = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const NOT_FINITE: ReadonlyMap<string, string> = new Map([
  ['nan', 'NaN'],
  ['infinity', 'Infinity'],
  ['-infinity', '-Infinity'],
]);

/**
 * The text as which a value is staged; null for null, and for an empty text where the type is not text, as CSV and
 * the portal write nulls.
 * @throws WrongValue for what is not of this type: nothing is turned into null because it could not be read
 */
export function storedText(type: KqlType, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (type === 'string') return typeof value === 'object' ? jsonText(value) : textOf(value);
  if (type === 'dynamic') return dynamicText(value);
  if (value === '') return null;
  if (type === 'bool') return BOOLEANS.get(value) ?? wrong(type, value);
  const text = typeof value === 'string' ? value.trim() : textOf(value);
  if (type === 'datetime') return readInstant(text) ?? wrong(type, value);
  if (type === 'int' || type === 'long')
    return WHOLE.test(text) && fits(type, text) ? text : wrong(type, value);
  if (type === 'real')
    return DECIMAL.test(text) ? text : (NOT_FINITE.get(text.toLowerCase()) ?? wrong(type, value));
  return text;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}

function fits(type: 'int' | 'long', text: string): boolean {
  return BigInt.asIntN(type === 'int' ? 32 : 64, BigInt(text)) === BigInt(text);
}

/** Defender gives dynamic columns as JSON or as the text of it; what is no JSON is a JSON text. */
function dynamicText(value: unknown): string | null {
  if (typeof value !== 'string') return jsonText(value);
  if (value === '') return null;
  try {
    JSON.parse(value);
    return value;
  } catch {
    return JSON.stringify(value);
  }
}

/** JSON is read at any depth, but written only as deep as the stack is. */
function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) throw new WrongValue('this value is nested too deep');
    throw error;
  }
}

function wrong(type: KqlType, value: unknown): never {
  const shown = JSON.stringify(value) ?? String(value);
  throw new WrongValue(`${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown} is no ${type}`);
}
