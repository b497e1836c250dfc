import type { Audience } from '@vedette/sdk';
import type { Permission } from '../define.ts';
import type { Route } from '@vedette/sdk';
import { APIS } from './permission-ids.ts';

export interface ResourceAccess {
  readonly id: string;
  /** `Role`: the application itself. `Scope`: on behalf of a user. */
  readonly type: 'Role' | 'Scope';
}

/** One entry of `requiredResourceAccess` in the manifest of an application registration. */
export interface ManifestEntry {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly ResourceAccess[];
  [field: string]: unknown;
}

/**
 * The least that commands with these permissions need: of each, the first name of the API that the route asks.
 *
 * @see https://learn.microsoft.com/entra/identity-platform/reference-microsoft-graph-app-manifest
 */
export function manifestOf(
  needs: readonly (readonly Permission[])[],
  route: Route,
  type: ResourceAccess['type'],
): ManifestEntry[] {
  const names = new Map<Audience, Set<string>>();
  for (const permissions of needs) {
    const preferred =
      permissions.find(({ audience }) => (audience === 'graph') === (route !== 'native')) ?? permissions[0];
    if (!preferred) continue;
    const [least] = type === 'Role' ? preferred.application : preferred.delegated;
    if (least === undefined) continue;
    names.set(preferred.audience, (names.get(preferred.audience) ?? new Set()).add(least));
  }
  return [...names].map(([audience, wanted]): ManifestEntry => {
    const api = APIS[audience];
    return {
      resourceAppId: api.appId,
      resourceAccess: [...wanted].map((name) => ({
        id: api.ids[name]?.[type === 'Role' ? 'role' : 'scope'] ?? name,
        type,
      })),
    };
  });
}
