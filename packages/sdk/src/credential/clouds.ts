import type { Audience } from './credential.ts';

/**
 * One row per cloud. Sources:
 * https://learn.microsoft.com/en-us/defender-endpoint/gov,
 * https://learn.microsoft.com/en-us/defender-xdr/usgov,
 * https://learn.microsoft.com/en-us/graph/deployments,
 * https://learn.microsoft.com/en-us/entra/identity-platform/authentication-national-cloud
 */
export interface CloudRow {
  readonly login: string;
  readonly graph: string;
  readonly endpoint: string;
  readonly xdr: string;
  /** What is asked for in `scope`. It names an API, not a host: see `endpoint` in the worldwide row. */
  readonly scopes: Readonly<Record<Audience, string>>;
  /** The Defender portal. */
  readonly portal: string;
  /** Where applications are registered: each cloud has registrations of its own. */
  readonly azurePortal: string;
  /** Audience of a federated credential. */
  readonly federatedAudience: string;
  /** Why an API is absent. */
  readonly lacks?: Partial<Record<Audience, string>>;
}

const WORLDWIDE = {
  login: 'https://login.microsoftonline.com',
  graph: 'https://graph.microsoft.com',
  endpoint: 'https://api.security.microsoft.com',
  xdr: 'https://api.security.microsoft.com',
  scopes: {
    graph: 'https://graph.microsoft.com/.default',
    // Both APIs answer on api.security.microsoft.com, but the permissions of Defender for Endpoint live on
    // the application of its old host; a token for the other audience is refused with 403.
    endpoint: 'https://api.securitycenter.microsoft.com/.default',
    xdr: 'https://api.security.microsoft.com/.default',
  },
  portal: 'https://security.microsoft.com',
  azurePortal: 'https://portal.azure.com',
  federatedAudience: 'api://AzureADTokenExchange',
} as const satisfies CloudRow;

/** Regional hosts change where the data is asked for; identity and audiences stay worldwide. */
function regional(endpoint: string, xdr: string = WORLDWIDE.xdr): CloudRow {
  return { ...WORLDWIDE, endpoint, xdr };
}

const GOVERNMENT = {
  login: 'https://login.microsoftonline.us',
  endpoint: 'https://api-gov.securitycenter.microsoft.us',
  xdr: 'https://api-gov.security.microsoft.us',
  azurePortal: 'https://portal.azure.us',
  federatedAudience: 'api://AzureADTokenExchangeUSGov',
} as const;

const GOVERNMENT_SCOPES = {
  endpoint: 'https://api-gov.securitycenter.microsoft.us/.default',
  xdr: 'https://api-gov.security.microsoft.us/.default',
} as const;

export const CLOUDS = {
  worldwide: WORLDWIDE,
  us: regional('https://us.api.security.microsoft.com', 'https://api-us.security.microsoft.com'),
  eu: regional('https://eu.api.security.microsoft.com', 'https://api-eu.security.microsoft.com'),
  uk: regional('https://uk.api.security.microsoft.com', 'https://api-uk.security.microsoft.com'),
  au: regional('https://au.api.security.microsoft.com'),
  swa: regional('https://swa.api.security.microsoft.com'),
  ina: regional('https://ina.api.security.microsoft.com'),
  aea: regional('https://aea.api.security.microsoft.com'),
  gcc: {
    ...WORLDWIDE,
    endpoint: 'https://api-gcc.securitycenter.microsoft.us',
    xdr: 'https://api-gcc.security.microsoft.us',
    scopes: {
      graph: WORLDWIDE.scopes.graph,
      endpoint: 'https://api-gcc.securitycenter.microsoft.us/.default',
      xdr: 'https://api-gcc.security.microsoft.us/.default',
    },
  },
  'gcc-high': {
    ...GOVERNMENT,
    graph: 'https://graph.microsoft.us',
    scopes: { graph: 'https://graph.microsoft.us/.default', ...GOVERNMENT_SCOPES },
    portal: 'https://security.microsoft.us',
  },
  dod: {
    ...GOVERNMENT,
    graph: 'https://dod-graph.microsoft.us',
    scopes: { graph: 'https://dod-graph.microsoft.us/.default', ...GOVERNMENT_SCOPES },
    portal: 'https://security.apps.mil',
  },
  china: {
    login: 'https://login.partner.microsoftonline.cn',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    endpoint: '',
    xdr: '',
    scopes: { graph: 'https://microsoftgraph.chinacloudapi.cn/.default', endpoint: '', xdr: '' },
    portal: '',
    azurePortal: 'https://portal.azure.cn',
    federatedAudience: 'api://AzureADTokenExchangeChina',
    lacks: {
      graph:
        'Microsoft Graph in the China cloud (21Vianet) has no security incidents, alerts or advanced hunting',
      endpoint: 'Microsoft offers no Defender for Endpoint API in the China cloud (21Vianet)',
      xdr: 'Microsoft offers no Defender XDR API in the China cloud (21Vianet)',
    },
  },
} as const satisfies Record<string, CloudRow>;

export type CloudName = keyof typeof CLOUDS | 'custom';

/**
 * Clouds that are no more, by every name they went by.
 * https://learn.microsoft.com/en-us/dotnet/api/microsoft.azure.commands.common.authentication.abstractions.environmentname.azuregermancloud
 */
export const CLOSED_CLOUDS: Readonly<Record<string, string>> = {
  de: 'Microsoft closed its German cloud on 29 October 2021',
  germany: 'Microsoft closed its German cloud on 29 October 2021',
};

/** Other names the same clouds go by: those of the Cortex XSOAR integrations. */
export const CLOUD_ALIASES: Readonly<Record<string, CloudName>> = {
  com: 'worldwide',
  commercial: 'worldwide',
  public: 'worldwide',
  'geo-us': 'us',
  'geo-eu': 'eu',
  'geo-uk': 'uk',
  'us geo proximity': 'us',
  'eu geo proximity': 'eu',
  'uk geo proximity': 'uk',
  'us gcc': 'gcc',
  'us gcc-high': 'gcc-high',
  gcchigh: 'gcc-high',
  cn: 'china',
};
