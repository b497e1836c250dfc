import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly query: string;
  readonly timespan: string | undefined;
}

export interface HuntingServer extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly Asked[];
}

type Answer = (asked: Asked) => {
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
};

/** Answers the three hunting calls, each with the keys it is documented with. */
export async function startHunting(answer: Answer): Promise<HuntingServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as { Query: string; Timespan?: string };
      const one = { path: request.url ?? '', query: body.Query, timespan: body.Timespan };
      asked.push(one);
      const { columns, rows } = answer(one);
      const isGraph = one.path.endsWith('/security/runHuntingQuery');
      const schema = columns.map(([name, type]) => (isGraph ? { name, type } : { Name: name, Type: type }));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(isGraph ? { schema, results: rows } : { Stats: {}, Schema: schema, Results: rows }),
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
