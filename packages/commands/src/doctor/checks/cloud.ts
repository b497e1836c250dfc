import type { DecodedToken } from '@vedette/sdk';
import { fail, ok, warn, type Check, type Examined, type Finding } from '../finding.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Who issues the tokens of each national cloud, in version 1 and version 2. */
const ISSUERS: Readonly<Record<string, readonly string[]>> = {
  'login.microsoftonline.com': ['sts.windows.net', 'login.microsoftonline.com'],
  'login.microsoftonline.us': ['sts.windows.net', 'login.microsoftonline.us'],
  'login.partner.microsoftonline.cn': [
    'sts.chinacloudapi.cn',
    'login.chinacloudapi.cn',
    'login.partner.microsoftonline.cn',
  ],
};

/** Was the token issued by the cloud and for the tenant that the profile names? */
export const cloud: Check = (examined) => {
  const state = [...examined.tokens.values()].find((one) => 'claims' in one && one.claims);
  const claims = state && 'claims' in state ? state.claims : undefined;
  return claims ? [tenantOf(claims, examined), issuerOf(claims, examined)] : [];
};

function tenantOf({ tenant }: DecodedToken, { profile }: Examined): Finding {
  if (tenant === undefined) return warn('tenant', 'The token names no tenant', '');
  if (GUID.test(profile.tenant) && tenant.toLowerCase() !== profile.tenant.toLowerCase()) {
    return fail(
      'tenant',
      `The token is for tenant ${tenant}, the profile names ${profile.tenant}`,
      'Correct tenant in the profile, or sign in with an account of that tenant.',
    );
  }
  return ok('tenant', `Tenant ${tenant}`);
}

function issuerOf({ claims }: DecodedToken, { cloud, profile }: Examined): Finding {
  const issuer = typeof claims['iss'] === 'string' ? claims['iss'] : '';
  const host = URL.parse(issuer)?.host ?? '';
  const expected = ISSUERS[URL.parse(cloud.login)?.host ?? ''];
  const foreign = Object.values(ISSUERS).some((hosts) => hosts.includes(host)) && !expected?.includes(host);
  // A simulator or a gateway has issuers of its own; only the ones we know can contradict.
  if (expected && foreign) {
    return fail(
      'cloud',
      `The token was issued by ${issuer}, but the profile says cloud ${profile.cloud}`,
      'Choose the cloud the tenant lives in; an application must be registered in each cloud.',
    );
  }
  return ok('cloud', `Cloud ${profile.cloud}, issued by ${issuer || 'nobody named'}`);
}
