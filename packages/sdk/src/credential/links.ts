import type { LinkKind } from './aadsts.ts';
import type { Cloud } from './resolve-cloud.ts';

export interface ApplicationPlace {
  readonly cloud: Cloud;
  readonly tenant: string;
  readonly clientId: string;
}

/**
 * The page where an administrator grants an application all it asks for.
 * https://learn.microsoft.com/en-us/entra/identity-platform/v2-admin-consent
 */
export function adminConsentUrl(
  { cloud, tenant, clientId }: ApplicationPlace,
  options: { redirectUri?: string | undefined; state?: string | undefined } = {},
): string {
  const query = new URLSearchParams({ client_id: clientId });
  if (options.redirectUri !== undefined) query.set('redirect_uri', options.redirectUri);
  if (options.state !== undefined) query.set('state', options.state);
  return `${cloud.login}/${encodeURIComponent(tenant)}/adminconsent?${query.toString()}`;
}

/** The registration of an application in the Azure portal of its cloud. */
export function registrationUrl({ cloud, clientId }: ApplicationPlace): string {
  const id = encodeURIComponent(clientId);
  return `${cloud.azurePortal}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${id}`;
}

export function linkOf(kind: LinkKind, place: ApplicationPlace): string {
  switch (kind) {
    case 'consent':
      return adminConsentUrl(place);
    case 'registration':
      return registrationUrl(place);
  }
}
