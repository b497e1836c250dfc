import { describe, expect, it } from 'vitest';
import { adminConsentUrl, CLOUDS, hostOf, resolveCloud, resourceOf, scopeOf } from '../../src/index.ts';
import type { Audience } from '../../src/index.ts';

const AUDIENCES: readonly Audience[] = ['graph', 'endpoint', 'xdr'];

interface Row {
  readonly login: string;
  readonly graph: readonly [host: string, scope: string];
  readonly endpoint: readonly [host: string, scope: string];
  readonly xdr: readonly [host: string, scope: string];
  readonly portal: string;
}

const GRAPH = ['https://graph.microsoft.com', 'https://graph.microsoft.com/.default'] as const;
const COMMERCIAL = {
  login: 'https://login.microsoftonline.com',
  graph: GRAPH,
  endpoint: ['https://api.security.microsoft.com', 'https://api.securitycenter.microsoft.com/.default'],
  xdr: ['https://api.security.microsoft.com', 'https://api.security.microsoft.com/.default'],
  portal: 'https://security.microsoft.com',
} as const;

/** A regional host of Defender for Endpoint, and of Defender XDR where there is one; all else is worldwide. */
function region(endpoint: string, xdr = 'https://api.security.microsoft.com'): Row {
  return {
    ...COMMERCIAL,
    endpoint: [endpoint, 'https://api.securitycenter.microsoft.com/.default'],
    xdr: [xdr, 'https://api.security.microsoft.com/.default'],
  };
}

/** As Microsoft documents them. The host differs from the scope wherever the two stand in different words. */
const EXPECTED: Readonly<Record<string, Row>> = {
  worldwide: COMMERCIAL,
  us: region('https://us.api.security.microsoft.com', 'https://api-us.security.microsoft.com'),
  eu: region('https://eu.api.security.microsoft.com', 'https://api-eu.security.microsoft.com'),
  uk: region('https://uk.api.security.microsoft.com', 'https://api-uk.security.microsoft.com'),
  au: region('https://au.api.security.microsoft.com'),
  swa: region('https://swa.api.security.microsoft.com'),
  ina: region('https://ina.api.security.microsoft.com'),
  aea: region('https://aea.api.security.microsoft.com'),
  gcc: {
    login: 'https://login.microsoftonline.com',
    graph: GRAPH,
    endpoint: [
      'https://api-gcc.securitycenter.microsoft.us',
      'https://api-gcc.securitycenter.microsoft.us/.default',
    ],
    xdr: ['https://api-gcc.security.microsoft.us', 'https://api-gcc.security.microsoft.us/.default'],
    portal: 'https://security.microsoft.com',
  },
  'gcc-high': {
    login: 'https://login.microsoftonline.us',
    graph: ['https://graph.microsoft.us', 'https://graph.microsoft.us/.default'],
    endpoint: [
      'https://api-gov.securitycenter.microsoft.us',
      'https://api-gov.securitycenter.microsoft.us/.default',
    ],
    xdr: ['https://api-gov.security.microsoft.us', 'https://api-gov.security.microsoft.us/.default'],
    portal: 'https://security.microsoft.us',
  },
  dod: {
    login: 'https://login.microsoftonline.us',
    graph: ['https://dod-graph.microsoft.us', 'https://dod-graph.microsoft.us/.default'],
    endpoint: [
      'https://api-gov.securitycenter.microsoft.us',
      'https://api-gov.securitycenter.microsoft.us/.default',
    ],
    xdr: ['https://api-gov.security.microsoft.us', 'https://api-gov.security.microsoft.us/.default'],
    portal: 'https://security.apps.mil',
  },
};

describe('the table of clouds', () => {
  it.each(Object.entries(EXPECTED))('has every host, scope and portal of %s', (name, row) => {
    const cloud = resolveCloud(name);
    const pair = (audience: Audience): string[] => [hostOf(cloud, audience), scopeOf(cloud, audience)];
    const [graph, endpoint, xdr] = AUDIENCES.map(pair);
    expect({ login: cloud.login, graph, endpoint, xdr, portal: cloud.portal }).toEqual(row);
  });

  it('has no other cloud than those, and China', () => {
    expect(Object.keys(CLOUDS).toSorted()).toEqual([...Object.keys(EXPECTED), 'china'].toSorted());
    expect(CLOUDS.china.login).toBe('https://login.partner.microsoftonline.cn');
  });

  it.each(['de', 'Germany'])('says of %s that Microsoft closed it', (name) => {
    expect(() => resolveCloud(name, { login: 'https://login.example' })).toThrow(
      expect.objectContaining({
        code: 'MDE_CLOUD',
        message: expect.stringMatching(/German.*2021/) as string,
      }) as Error,
    );
  });

  it('refuses what China does not have with that reason, whatever the hosts', () => {
    const cloud = resolveCloud('china', { login: 'http://127.0.0.1:1', endpoint: 'http://127.0.0.1:2' });
    for (const audience of AUDIENCES) {
      expect(() => hostOf(cloud, audience)).toThrow(expect.objectContaining({ code: 'MDE_CLOUD' }) as Error);
      expect(() => scopeOf(cloud, audience)).toThrow(/China/);
    }
  });

  it('keeps the audience when only the host is another', () => {
    const cloud = resolveCloud('worldwide', {
      endpoint: 'http://127.0.0.1:1234/',
      login: 'http://localhost:1',
    });
    expect(hostOf(cloud, 'endpoint')).toBe('http://127.0.0.1:1234');
    expect(resourceOf(cloud, 'endpoint')).toBe('https://api.securitycenter.microsoft.com');
    expect(cloud.id).not.toBe('worldwide');
    expect(cloud.id).not.toBe(resolveCloud('worldwide', { login: 'http://localhost:2' }).id);
  });

  it('takes a cloud of one’s own: every host and scope that is used', () => {
    const cloud = resolveCloud(
      'custom',
      { login: 'https://login.example', endpoint: 'https://mde.example' },
      { endpoint: 'https://mde.example/.default' },
    );
    expect(scopeOf(cloud, 'endpoint')).toBe('https://mde.example/.default');
    expect(() => hostOf(cloud, 'graph')).toThrow(/hosts\.graph/);
    expect(() => resolveCloud('custom')).toThrow(expect.objectContaining({ code: 'MDE_CONFIG' }) as Error);
  });

  it('answers to the names of the Cortex XSOAR integrations', () => {
    const names = [
      'com',
      'geo-us',
      'EU Geo Proximity',
      'geo-uk',
      'US GCC',
      'US GCC-High',
      'DoD',
      'cn',
      'Worldwide',
    ];
    expect(names.map((name) => resolveCloud(name).name)).toEqual([
      'worldwide',
      'us',
      'eu',
      'uk',
      'gcc',
      'gcc-high',
      'dod',
      'china',
      'worldwide',
    ]);
  });

  it.each(['mars', 'constructor', '__proto__'])('has no cloud named %s and names those it has', (name) => {
    expect(() => resolveCloud(name)).toThrow(
      expect.objectContaining({
        code: 'MDE_CONFIG',
        advice: expect.stringContaining('gcc-high') as string,
      }) as Error,
    );
  });

  it.each(['http://login.example', 'login.example', 'file:///etc'])('refuses the host %s', (login) => {
    expect(() => resolveCloud('worldwide', { login })).toThrow(
      expect.objectContaining({ code: 'MDE_CONFIG' }) as Error,
    );
  });

  it('makes consent links of the cloud, with everything escaped', () => {
    const url = adminConsentUrl(
      { cloud: resolveCloud('dod'), tenant: 'a/b?c', clientId: 'x&y' },
      { redirectUri: 'https://localhost/myapp' },
    );
    expect(url).toBe(
      'https://login.microsoftonline.us/a%2Fb%3Fc/adminconsent?client_id=x%26y&redirect_uri=https%3A%2F%2Flocalhost%2Fmyapp',
    );
  });
});
