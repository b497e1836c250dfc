import { defaultStore, type Place } from './paths.ts';
import type { Profile } from './profile.ts';

/** Which cloud an authority host belongs to, as the Azure libraries name it. */
const CLOUD_OF_AUTHORITY: Readonly<Record<string, string>> = {
  'login.microsoftonline.com': 'worldwide',
  'login.microsoftonline.us': 'gcc-high',
  'login.partner.microsoftonline.cn': 'china',
  'login.chinacloudapi.cn': 'china',
};

/**
 * The profile that the standard `AZURE_*` variables describe, so that what works with the Azure libraries
 * works here without a file.
 *
 * @see https://learn.microsoft.com/dotnet/api/azure.identity.environmentcredential
 */
export function environmentProfile(place: Place): Profile | undefined {
  const { environment } = place;
  const { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, AZURE_AUTHORITY_HOST: authority } = environment;
  if (!tenant || !client) return undefined;
  const login = authority?.replace(/\/+$/, '');
  const known = login && CLOUD_OF_AUTHORITY[login.replace(/^https:\/\//, '').toLowerCase()];
  const profile: Omit<Profile, 'store'> = {
    name: 'environment',
    cloud: known ?? 'worldwide',
    ...(login && !known ? { hosts: { login } } : {}),
    tenant,
    auth: { flow: 'environment' },
  };
  return { ...profile, store: defaultStore(profile, place) };
}
