// Gives one large answer to whoever posts: `node server.mjs ROWS COLUMNS FILE`. Prints its port, and keeps the answer in
// FILE, too. Ends when its standard input does.
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerOf } from './answer.ts';

const [rows = '', columns = '', file = ''] = process.argv.slice(2);
// Made beforehand: what it takes to make them is not what is measured.
const pieces = [...answerOf(Number(rows), Number(columns))].map((text) => Buffer.from(text));
writeFileSync(file, Buffer.concat(pieces));

const server = createServer((request, response) => {
  void (async () => {
    for await (const _ of request);
    response.writeHead(200, { 'content-type': 'application/json' });
    for (const piece of pieces) if (!response.write(piece)) await once(response, 'drain');
    response.end();
  })();
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().on('end', () => process.exit());
