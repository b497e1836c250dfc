export interface DirectoryRole {
  readonly name: string;
  /** Template id, as it stands in the claim `wids`. */
  readonly id: string;
  /** What it opens in Defender by default. */
  readonly rights: 'read' | 'write';
}

/**
 * Entra roles that Defender maps to rights of its own.
 * @see https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/permissions-reference
 */
export const DIRECTORY_ROLES: readonly DirectoryRole[] = [
  { name: 'Global Administrator', id: '62e90394-69f5-4237-9190-012177145e10', rights: 'write' },
  { name: 'Security Administrator', id: '194ae4cb-b126-40b2-bd5b-6091b380977d', rights: 'write' },
  { name: 'Security Operator', id: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f', rights: 'write' },
  { name: 'Global Reader', id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', rights: 'read' },
  { name: 'Security Reader', id: '5d6b6bb7-de71-4623-b4af-96380a352509', rights: 'read' },
];

/** The best rights the roles in a token give; undefined when none of them counts in Defender. */
export function rightsOf(wids: unknown): 'read' | 'write' | undefined {
  const ids = Array.isArray(wids) ? wids : [];
  const held = DIRECTORY_ROLES.filter((role) => ids.includes(role.id));
  if (held.some((role) => role.rights === 'write')) return 'write';
  return held.length > 0 ? 'read' : undefined;
}
