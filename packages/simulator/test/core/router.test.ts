import { expect, it } from 'vitest';
import { createRouter } from '../../src/core/router.ts';
import type { Route } from '../../src/core/service.ts';

const route = (method: string, path: string): Route => ({ method, path, handle: () => ({ status: 200 }) });
const router = createRouter([
  {
    name: 'any',
    routes: [
      route('GET', '/v1.0/security/incidents'),
      route('GET', '/v1.0/security/incidents/{id}'),
      route('PATCH', '/v1.0/security/incidents/{id}'),
      route('GET', '/api/machines/findbytag(tag={tag})'),
      route('GET', '/files/{rest*}'),
    ],
  },
]);

it('gives the values of its placeholders decoded, one segment each', () => {
  expect(router.match('GET', '/v1.0/security/incidents/a%2Fb%20c')).toMatchObject({
    params: { id: 'a/b c' },
  });
  expect(router.match('GET', '/V1.0/Security/Incidents/7/')).toMatchObject({ params: { id: '7' } });
  expect(router.match('GET', "/api/machines/findbytag(tag='x')")).toMatchObject({ params: { tag: "'x'" } });
  expect(router.match('GET', '/files/a/b/c')).toMatchObject({ params: { rest: 'a/b/c' } });
});

it('takes a key in parentheses for a segment', () => {
  for (const key of ["('7')", '(%277%27)'])
    expect(router.match('GET', `/v1.0/security/incidents${key}`)).toMatchObject({ params: { id: '7' } });
});

it('tells a path that is not there from a method that is not allowed', () => {
  expect(router.match('DELETE', '/v1.0/security/incidents/7')).toEqual({ methods: ['GET', 'PATCH'] });
  expect(router.match('GET', '/v1.0/security/incidents/7/alerts')).toEqual({ methods: [] });
  expect(() => router.match('GET', '/v1.0/security/incidents/%zz')).toThrow(URIError);
});
