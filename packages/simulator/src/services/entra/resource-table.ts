import type { Needed } from '../../core/world.ts';

export type Api = Needed['audience'];
export type NationalCloud = 'worldwide' | 'gcc' | 'gov' | 'china';

export interface ResourceUri {
  readonly uri: string;
  readonly cloud: NationalCloud;
}

/** An API one can have a token for. */
export interface Resource {
  readonly key: Api | 'management';
  readonly appId: string;
  readonly name: string;
  /** Every spelling under which tokens for it are asked for; the spelling becomes the `aud`. */
  readonly uris: readonly ResourceUri[];
}

const of = (cloud: NationalCloud, ...uris: readonly string[]): ResourceUri[] =>
  uris.map((uri) => ({ uri, cloud }));

/**
 * First-party applications and their identifier URIs.
 * @see https://learn.microsoft.com/en-us/defender-endpoint/gov
 * @see https://learn.microsoft.com/en-us/graph/deployments
 */
export const RESOURCES: readonly Resource[] = [
  {
    key: 'graph',
    appId: '00000003-0000-0000-c000-000000000000',
    name: 'Microsoft Graph',
    uris: [
      ...of('worldwide', 'https://graph.microsoft.com'),
      ...of('gcc', 'https://graph.microsoft.com'),
      ...of('gov', 'https://graph.microsoft.us', 'https://dod-graph.microsoft.us'),
      ...of('china', 'https://microsoftgraph.chinacloudapi.cn'),
    ],
  },
  {
    key: 'endpoint',
    appId: 'fc780465-2017-40d4-a0c5-307022471b92',
    name: 'WindowsDefenderATP',
    uris: [
      ...of(
        'worldwide',
        'https://api.securitycenter.microsoft.com',
        'https://api.securitycenter.windows.com',
        'https://securitycenter.onmicrosoft.com/windowsatpservice',
      ),
      ...of('gcc', 'https://api-gcc.securitycenter.microsoft.us'),
      ...of(
        'gov',
        'https://api-gov.securitycenter.microsoft.us',
        'https://securitycenter.onmicrosoft.us/windowsatpservice',
      ),
    ],
  },
  {
    key: 'xdr',
    appId: '8ee8fdad-f234-4243-8f3b-15c294843740',
    name: 'Microsoft Threat Protection',
    uris: [
      ...of('worldwide', 'https://api.security.microsoft.com', 'https://security.microsoft.com/mtp'),
      ...of('gcc', 'https://api-gcc.security.microsoft.us'),
      ...of('gov', 'https://api-gov.security.microsoft.us', 'https://security.microsoft.us/mtp'),
    ],
  },
  {
    key: 'management',
    appId: '797f4846-ba00-4fd7-ba43-dac1f8f63013',
    name: 'Windows Azure Service Management API',
    uris: [
      ...of('worldwide', 'https://management.azure.com', 'https://management.core.windows.net'),
      ...of('gov', 'https://management.usgovcloudapi.net'),
      ...of('china', 'https://management.chinacloudapi.cn'),
    ],
  },
];

export interface ResourceBook {
  /** By identifier URI or application id. `cloud`: only spellings of that cloud count. */
  find(uri: string, cloud?: NationalCloud): Resource | undefined;
}

/** @param own the simulator's base URLs per API, which count as spellings too. */
export function createResourceBook(own: Readonly<Record<Api, readonly string[]>>): ResourceBook {
  const plain = (uri: string): string => uri.replace(/\/+$/, '').toLowerCase();
  return {
    find: (uri, cloud) =>
      RESOURCES.find(
        (resource) =>
          resource.appId === uri.toLowerCase() ||
          resource.uris.some(
            (row) => plain(row.uri) === plain(uri) && (cloud === undefined || row.cloud === cloud),
          ) ||
          (cloud === undefined &&
            resource.key !== 'management' &&
            own[resource.key].some((base) => plain(base) === plain(uri))),
      ),
  };
}
