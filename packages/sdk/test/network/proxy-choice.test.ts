import { describe, expect, it } from 'vitest';
import { proxyFor, proxyFromEnvironment } from '../../src/network/proxy.ts';

const graph = 'https://graph.microsoft.com';

describe('the choice of a proxy', () => {
  it.each<[string, string, Record<string, string>, string | undefined]>([
    ['by scheme', graph, { HTTPS_PROXY: 'http://p:1', HTTP_PROXY: 'http://q:2' }, 'http://p:1'],
    ['in lower case first', graph, { HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:2' }, 'http://q:2'],
    ['without a scheme', graph, { HTTPS_PROXY: 'p:1' }, 'http://p:1'],
    ['from ALL_PROXY', graph, { ALL_PROXY: 'http://p:1' }, 'http://p:1'],
    ['none when it is empty', graph, { HTTPS_PROXY: '' }, undefined],
    ['not for an excepted host', graph, { HTTPS_PROXY: 'p:1', NO_PROXY: 'graph.microsoft.com' }, undefined],
    ['not below an excepted domain', graph, { HTTPS_PROXY: 'p:1', NO_PROXY: '.microsoft.com' }, undefined],
    [
      'not below a domain without its dot',
      graph,
      { HTTPS_PROXY: 'p:1', NO_PROXY: 'a, microsoft.com' },
      undefined,
    ],
    [
      'for a host that only ends alike',
      'https://notmicrosoft.com',
      { HTTPS_PROXY: 'p:1', NO_PROXY: 'microsoft.com' },
      'http://p:1',
    ],
    ['not with a star', graph, { HTTPS_PROXY: 'p:1', NO_PROXY: '*' }, undefined],
    [
      'not for an excepted port',
      graph,
      { HTTPS_PROXY: 'p:1', NO_PROXY: 'graph.microsoft.com:443' },
      undefined,
    ],
    ['for another port', graph, { HTTPS_PROXY: 'p:1', NO_PROXY: 'graph.microsoft.com:8443' }, 'http://p:1'],
    [
      'not for an excepted network',
      'https://10.1.2.3',
      { HTTPS_PROXY: 'p:1', NO_PROXY: '10.0.0.0/8' },
      undefined,
    ],
    [
      'never for the metadata service',
      'http://169.254.169.254',
      { HTTP_PROXY: 'http://127.0.0.1:1' },
      undefined,
    ],
    ['not for this machine by a far proxy', 'http://127.0.0.1:80', { HTTP_PROXY: 'http://p:1' }, undefined],
    [
      'for this machine by a proxy on it',
      'http://127.0.0.1:80',
      { HTTP_PROXY: 'http://127.0.0.1:1' },
      'http://127.0.0.1:1',
    ],
  ])('takes it %s', (_name, origin, env, expected) => {
    expect(proxyFor(origin, proxyFromEnvironment(env))).toBe(expected);
  });
});
