import type { Directory } from './directory.ts';
import { Refusal } from './refusal.ts';

const SHARED: ReadonlySet<string> = new Set(['common', 'organizations', 'consumers']);

/** Names that stand for "whatever tenant the user is of". */
export function isShared(name: string): boolean {
  return SHARED.has(name.toLowerCase());
}

/** Checks the tenant of the path. @throws Refusal 90002, 900023. */
export function checkTenant(directory: Directory, name: string): void {
  const lower = name.toLowerCase();
  if (isShared(lower) || lower === directory.tenantId || lower === directory.domain) return;
  const isGuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower);
  if (!isGuid && !lower.includes('.')) throw new Refusal(900023, [name]);
  throw new Refusal(90002, [name]);
}
