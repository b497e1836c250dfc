import { describe, expect, it } from 'vitest';
import { networkError } from '../../src/network/failure.ts';

const url = 'https://graph.microsoft.com/v1.0/security/incidents?$filter=secret';
const failed = (code: string): Error =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) });

describe('a failure on the way', () => {
  it.each<[string, string, string, RegExp?]>([
    ['ENOTFOUND', 'could not be reached: the name could not be resolved', 'nothing'],
    ['ECONNREFUSED', 'could not be reached: the connection was refused', 'nothing'],
    ['ENETUNREACH', 'could not be reached: there is no way there', 'nothing'],
    ['UND_ERR_CONNECT_TIMEOUT', 'could not be reached: no connection was made in time', 'nothing'],
    [
      'SELF_SIGNED_CERT_IN_CHAIN',
      'could not be reached: the certificate of the host is not trusted',
      'nothing',
      /`ca`/,
    ],
    [
      'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
      'could not be reached: the other side did not accept our certificate',
      'nothing',
      /client certificate/,
    ],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'could not be reached: no TLS connection could be made', 'nothing'],
    ['ECONNRESET', 'did not answer: the connection broke before the answer was complete', 'unknown'],
    ['ANYTHING_ELSE', 'did not answer: the connection failed', 'unknown'],
  ])('with %s says so, and whether anything can have changed', (code, said, changed, advice = /./) => {
    const error = networkError(failed(code), { method: 'POST', url }, 'unknown');
    expect(error).toMatchObject({
      code: 'MDE_NETWORK',
      message: `POST https://graph.microsoft.com/v1.0/security/incidents ${said} (${code}).`,
      changed,
      advice: expect.stringMatching(advice),
      facts: { host: 'graph.microsoft.com', reason: code },
    });
  });

  it('of several addresses has the reason of the first', () => {
    const all = new AggregateError([failed('ECONNREFUSED'), failed('ENETUNREACH')]);
    expect(networkError(all, { method: 'GET', url }).facts['reason']).toBe('ECONNREFUSED');
  });
});
