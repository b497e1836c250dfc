import { bagOf, elementsOf, propertiesOf } from './json-text.ts';

/**
 * One text for all JSON texts of the same value: no spaces, properties sorted by name, numbers and strings in one form. Two
 * dynamics are equal when these are.
 * @see https://learn.microsoft.com/kusto/query/dynamic-to-json-function
 */
export function canonical(text: string): string {
  const elements = elementsOf(text);
  if (elements) return `[${elements.map(canonical).join(',')}]`;
  const properties = propertiesOf(text);
  if (properties) {
    const sorted = [...properties].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return bagOf(sorted.map(([name, value]) => [name, canonical(value)]));
  }
  const scalar = text.trim();
  if (scalar.startsWith('"')) return JSON.stringify(JSON.parse(scalar));
  if (/^-?\d+$/.test(scalar)) return String(BigInt(scalar));
  return /^-?\d/.test(scalar) ? String(Number(scalar)) : scalar;
}
