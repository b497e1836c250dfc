import { describe, expect, it } from 'vitest';
import { adminConsentUrl, CLOUDS, hostOf, resolveCloud, resourceOf, scopeOf } from '../../src/index.ts';
import type { Audience } from '../../src/index.ts';

const AUDIENCES: readonly Audience[] = ['graph', 'endpoint', 'xdr'];

/** Host, then scope, of the three APIs, as Microsoft documents them. */
const EXPECTED: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  worldwide: [
    ['https://graph.microsoft.com', 'https://graph.microsoft.com/.default'],
    ['https://api.security.microsoft.com', 'https://api.securitycenter.microsoft.com/.default'],
    ['https://api.security.microsoft.com', 'https://api.security.microsoft.com/.default'],
  ],
  eu: [
    ['https://graph.microsoft.com', 'https://graph.microsoft.com/.default'],
    ['https://eu.api.security.microsoft.com', 'https://api.securitycenter.microsoft.com/.default'],
    ['https://api-eu.security.microsoft.com', 'https://api.security.microsoft.com/.default'],
  ],
  gcc: [
    ['https://graph.microsoft.com', 'https://graph.microsoft.com/.default'],
    ['https://api-gcc.securitycenter.microsoft.us', 'https://api-gcc.securitycenter.microsoft.us/.default'],
    ['https://api-gcc.security.microsoft.us', 'https://api-gcc.security.microsoft.us/.default'],
  ],
  'gcc-high': [
    ['https://graph.microsoft.us', 'https://graph.microsoft.us/.default'],
    ['https://api-gov.securitycenter.microsoft.us', 'https://api-gov.securitycenter.microsoft.us/.default'],
    ['https://api-gov.security.microsoft.us', 'https://api-gov.security.microsoft.us/.default'],
  ],
  dod: [
    ['https://dod-graph.microsoft.us', 'https://dod-graph.microsoft.us/.default'],
    ['https://api-gov.securitycenter.microsoft.us', 'https://api-gov.securitycenter.microsoft.us/.default'],
    ['https://api-gov.security.microsoft.us', 'https://api-gov.security.microsoft.us/.default'],
  ],
};

describe('the table of clouds', () => {
  it.each(Object.entries(EXPECTED))('knows host and audience of each API in %s', (name, rows) => {
    const cloud = resolveCloud(name);
    expect(AUDIENCES.map((audience) => [hostOf(cloud, audience), scopeOf(cloud, audience)])).toEqual(rows);
  });

  it('signs government tenants in at their own host', () => {
    const logins = Object.keys(CLOUDS).map((name) => [name, resolveCloud(name).login]);
    expect(Object.fromEntries(logins)).toMatchObject({
      worldwide: 'https://login.microsoftonline.com',
      gcc: 'https://login.microsoftonline.com',
      'gcc-high': 'https://login.microsoftonline.us',
      dod: 'https://login.microsoftonline.us',
      china: 'https://login.partner.microsoftonline.cn',
    });
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
    const names = ['com', 'geo-eu', 'US GCC', 'US GCC-High', 'DoD', 'cn', 'Worldwide'];
    expect(names.map((name) => resolveCloud(name).name)).toEqual([
      'worldwide',
      'eu',
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
