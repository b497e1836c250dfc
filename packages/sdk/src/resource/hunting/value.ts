import type { HuntColumn, HuntType, HuntValue } from '../hunting.ts';
import { digitsOf, mayRound, parseExactly } from './exact-json.ts';
import { datetimeText, timespanText } from './time.ts';

type Convert = (value: unknown) => HuntValue;

/**
 * The conversion of each column.
 *
 * @param exact were the rows read by `parseExactly`? Then dynamic values may hold numbers that it kept.
 */
export function convertersFor(columns: readonly HuntColumn[], exact: boolean): Convert[] {
  return columns.map(({ type }) => (exact ? CONVERT[type] : (AS_READ[type] ?? CONVERT[type])));
}

/** Where no number was kept, most values are what they should be, and there are millions of them. */
const AS_READ: Readonly<Partial<Record<HuntType, Convert>>> = {
  string: (value) => (typeof value === 'string' ? value : CONVERT.string(value)),
  dynamic: (value) => (typeof value === 'string' ? dynamicText(value) : ((value ?? null) as HuntValue)),
};

/** From whatever a route gives to the one form of `HuntValue`, by type. A value missing from a row is null. */
const CONVERT: Readonly<Record<HuntType, Convert>> = {
  bool(value) {
    if (typeof value === 'boolean' || isNothing(value)) return value ?? null;
    if (typeof value === 'number') return value !== 0;
    if (typeof value !== 'string') return json(value);
    const word = value.toLowerCase();
    if (word === 'true' || word === '1') return true;
    return word === 'false' || word === '0' ? false : value === '' ? null : value;
  },
  int: whole,
  long: whole,
  real(value) {
    if (typeof value === 'number' || isNothing(value)) return value ?? null;
    const text = digitsOf(value) ?? value;
    if (typeof text !== 'string') return json(value);
    if (/^[-+]?(NaN|Inf(inity)?|∞)$/i.test(text)) {
      return /nan/i.test(text) ? 'NaN' : text.startsWith('-') ? '-Infinity' : 'Infinity';
    }
    return text.trim() === '' ? null : Number.isNaN(Number(text)) ? text : Number(text);
  },
  decimal(value) {
    if (isNothing(value) || value === '') return null;
    return typeof value === 'number' ? plainDigits(value) : (digitsOf(value) ?? json(value));
  },
  datetime: (value) => (typeof value === 'string' ? datetimeText(value) : json(value)),
  timespan: (value) => (typeof value === 'string' ? timespanText(value) : json(value)),
  guid(value) {
    if (typeof value !== 'string') return json(value);
    return value === '' ? null : value.toLowerCase();
  },
  string(value) {
    if (typeof value === 'string') return digitsOf(value) ?? value;
    return isNothing(value)
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(json(value))
        : String(value as number);
  },
  dynamic: (value) => (typeof value === 'string' ? dynamicText(value) : json(value)),
};

/** Some routes give a bag or an array as the text of it. Any other text is the value itself. */
function dynamicText(text: string): HuntValue {
  if (text === '') return null;
  if (!/^\s*[[{]/.test(text)) return digitsOf(text) ?? text;
  try {
    return mayRound(text) ? json(parseExactly(text, false)) : (JSON.parse(text) as HuntValue);
  } catch {
    return text;
  }
}

function isNothing(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function whole(value: unknown): HuntValue {
  if (typeof value === 'number' || isNothing(value)) return value ?? null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = digitsOf(value) ?? value;
  if (typeof text !== 'string') return json(value);
  if (!/^[-+]?\d+$/.test(text)) return text === '' ? null : text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text.replace(/^\+/, '');
}

/** Digits without an exponent, as a decimal is written. */
function plainDigits(value: number): string {
  const text = String(value);
  return text.includes('e') ? BigInt(Math.trunc(value)).toString() : text;
}

/** JSON as it came, with the numbers that were kept as digits: past 2^53 they stay a text. */
function json(value: unknown): HuntValue {
  if (isNothing(value)) return null;
  if (typeof value === 'string') return digitsOf(value) ?? value;
  if (typeof value !== 'object') return value as HuntValue;
  if (Array.isArray(value)) return value.map(json);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, json(inner)]));
}
