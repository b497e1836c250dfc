import { canonicalTime } from '../../instant.ts';

/**
 * Do two answers say the same about an incident? The order of alerts, evidence, tags and fields is the
 * service's mood, and so is the spelling of a time; a null and an absent field are one; OData annotations other than the type are about the
 * answer, not about the incident.
 */
export function sameContent(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value === 'string') return JSON.stringify(canonicalTime(value));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value)
    .filter(([name, field]) => field !== null && field !== undefined && !isAnnotation(name))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.sort().join()}}`;
}

function isAnnotation(name: string): boolean {
  return name.includes('@odata.') && name !== '@odata.type';
}
