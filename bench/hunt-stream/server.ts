// Gives a large answer that was recorded to whoever posts: `node server.mjs FILE`. Prints its port. Ends when its standard
// input does.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PIECE = 262_144;
// Read beforehand: what it takes to get at it is not what is measured.
const whole = readFileSync(process.argv[2] ?? '');

const server = createServer((request, response) => {
  void (async () => {
    for await (const _ of request);
    response.writeHead(200, { 'content-type': 'application/json' });
    for (let at = 0; at < whole.length; at += PIECE)
      if (!response.write(whole.subarray(at, at + PIECE))) await once(response, 'drain');
    response.end();
  })();
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().on('end', () => process.exit());
