// https://learn.microsoft.com/kusto/query/externaldata-operator
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/index.ts';
import { KqlError, openEngine } from '../../src/index.ts';
import { isPublic } from '../../src/run/external/address.ts';

const FILES: Readonly<Record<string, { body: string | Buffer; status?: number; location?: string }>> = {
  '/feed.csv': { body: 'ip,score,seen\n10.1.2.3,5,2024-01-02T03:04:05Z\n"a,""b""\nc",x,\n\n' },
  '/feed.tsv': { body: 'one\t1\r\ntwo\t2\r\n' },
  '/list.txt': { body: '\uFEFFalpha,beta\ngamma\n' },
  '/lines.json': { body: '{"ip":"1.1.1.1","tags":["x"],"score":3}\n{"ip":"2.2.2.2"}\n' },
  '/array.json': { body: '[\n {"ip":"3.3.3.3","score":4,"more":true}\n]' },
  '/broken.json': { body: '{"ip":' },
  '/packed.csv.gz': { body: gzipSync('p,1\nq,2\n') },
  '/away': { body: '', status: 302, location: 'http://127.0.0.2:9/feed.csv' },
  '/moved': { body: '', status: 302, location: '/feed.tsv' },
  '/gone': { body: 'no', status: 404 },
};

let server: Server;
let base: string;
let engine: Engine;

beforeAll(async () => {
  server = createServer((request, response) => {
    const file = FILES[request.url ?? ''];
    response.writeHead(file?.status ?? (file ? 200 : 404), file?.location ? { location: file.location } : {});
    response.end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  engine = await openEngine({ schema: new Map(), externalData: [`${base}/`, 'https://10.0.0.7'] });
});

afterAll(async () => {
  await engine.close();
  server.close();
});

const rows = async (query: string): Promise<unknown> => (await engine.rows(query)).rows;
const refused = async (query: string): Promise<KqlError> =>
  engine.rows(query).then(
    () => expect.fail('the query ran'),
    (error: unknown) => error as KqlError,
  );

describe('formats', () => {
  it('reads CSV with a heading, quotes and what is no number', async () => {
    const query = `externaldata(Ip:string, Score:long, Seen:datetime)["${base}/feed.csv"] with (format="csv", ignoreFirstRecord=true)`;
    expect(await rows(query)).toEqual([
      ['10.1.2.3', 5, '2024-01-02T03:04:05.0000000Z'],
      ['a,"b"\nc', null, null],
    ]);
  });

  it('tells the format by the ending of the file', async () => {
    expect(await rows(`externaldata(Name:string, N:int)[h@"${base}/feed.tsv"]`)).toEqual([
      ['one', 1],
      ['two', 2],
    ]);
    expect(await rows(`externaldata(Line:string)["${base}/list.txt"]`)).toEqual([['alpha,beta'], ['gamma']]);
  });

  it('unpacks gzip, and reads several files as one table', async () => {
    const query = `externaldata(A:string, B:long)["${base}/packed.csv.gz", "${base}/feed.tsv"] with (format=csv) | where B == 2 or isnull(B) | project A`;
    expect(await rows(query)).toEqual([['q'], ['one\t1'], ['two\t2']]);
  });

  it('reads JSON by the names of the columns, a value a line or an array', async () => {
    const query = (file: string): string =>
      `externaldata(score:long, ip:string, tags:dynamic)["${base}/${file}"] with (format="multijson")`;
    expect(await rows(query('lines.json'))).toEqual([
      [3, '1.1.1.1', ['x']],
      [null, '2.2.2.2', null],
    ]);
    expect(await rows(query('array.json'))).toEqual([[4, '3.3.3.3', null]]);
  });
});

describe('use in a query', () => {
  it('may be named by let, read twice, and looked into by in', async () => {
    const query = `let feed = externaldata(Name:string, N:int)["${base}/feed.tsv"];
      print x = "two" | where x in (feed) | extend count = toscalar(feed | count)`;
    expect(await rows(query)).toEqual([['two', 2]]);
  });

  it('follows an answer that points to an allowed address', async () => {
    expect(await rows(`externaldata(Name:string)["${base}/moved"] with (format="tsv") | count`)).toEqual([
      [2],
    ]);
  });

  it('shows its stages without asking for the file', () => {
    const { plan, diagnostics } = engine.explain(`externaldata(a:string)["${base}/nowhere.csv"]`);
    expect(diagnostics).toEqual([]);
    expect(plan).toContain(`externaldata ${base}/nowhere.csv`);
  });
});

describe('what is refused, with its place', () => {
  it.each([
    ['an address that is not allowed', () => 'print 1\n| union (externaldata(a:string)["https://example.com/x.csv"])', { line: 2, column: 33 }, /begin with/], // prettier-ignore
    ['an address whose host only begins like an allowed one', () => 'externaldata(a:string)["https://10.0.0.7.example.com/x.csv"]', { line: 1, column: 24 }, /begin with/], // prettier-ignore
    ['an answer that points to an address that is not allowed', () => `externaldata(a:string)["${base}/away"] with (format="csv")`, { line: 1, column: 1 }, /points to http:\/\/127\.0\.0\.2:9, and it is not among the addresses allowed/], // prettier-ignore
    ['a private address, even when its prefix is allowed', () => 'externaldata(a:string)["https://10.0.0.7/x.csv"]', { line: 1, column: 1 }, /private network/], // prettier-ignore
    ['a file that is not there', () => `externaldata(a:string)["${base}/gone"]`, { line: 1, column: 1 }, /the answer was 404.*Nothing was run/], // prettier-ignore
    ['JSON that is none', () => `externaldata(a:string)["${base}/broken.json"]`, { line: 1, column: 1 }, /not the JSON/], // prettier-ignore
    ['a format that is not read', () => `externaldata(a:string)["${base}/x"] with (format="parquet")`, { line: 1 }, /cannot read the format 'parquet'/], // prettier-ignore
    ['an address that is worked out', () => `externaldata(a:string)[tostring(now())]`, { line: 1 }, /.+/],
  ])('%s', async (_, query, place, message) => {
    const error = await refused(query());
    expect(error).toBeInstanceOf(KqlError);
    expect(error.diagnostics[0]).toMatchObject(place);
    expect(error.diagnostics[0]?.message).toMatch(message);
  });

  it('every address where none is allowed', async () => {
    const closed = await openEngine({ schema: new Map() });
    await expect(closed.rows('externaldata(a:string)["https://example.com/x.csv"]')).rejects.toThrow(
      /may read no address here/,
    );
    await closed.close();
  });
});

it('knows the addresses of private networks, in each way they are written', () => {
  const own = ['10.0.0.1', '127.0.0.1', '169.254.169.254', '172.31.0.1', '192.168.1.1', '100.64.0.1', '0.0.0.0', '::1', '::', 'fe80::1', 'fd00::1', '::ffff:10.0.0.1', '::ffff:127.0.0.1', '64:ff9b::a00:1']; // prettier-ignore
  expect(own.filter(isPublic)).toEqual([]);
  expect(['8.8.8.8', '20.1.2.3', '2620:1ec::1'].filter(isPublic)).toHaveLength(3);
});
