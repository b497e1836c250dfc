// The barest way to the same end: undici, JSON.parse, one prepared insert for each incident.
// `node floor.mjs STORE`, the simulator's line on standard input.
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { request } from 'undici';
import type { SimulatorInfo } from '@vedette/simulator';
import { signIn } from './client.ts';

interface Body {
  readonly value: readonly { readonly id: string; readonly lastUpdateDateTime: string }[];
  readonly '@odata.nextLink'?: string;
}

const info = JSON.parse(await text(process.stdin)) as SimulatorInfo;
const { token } = await signIn(info).token('graph');
const began = performance.now();
const db = new DatabaseSync(process.argv[2] ?? '');
db.exec('PRAGMA journal_mode = WAL; CREATE TABLE incident (id TEXT PRIMARY KEY, updated TEXT, json TEXT)');
const insert = db.prepare('INSERT INTO incident VALUES (?, ?, ?)');
let incidents = 0;
let url: string | undefined =
  `${info.graph}/v1.0/security/incidents?$expand=alerts&$top=50&$orderby=${encodeURIComponent('lastUpdateDateTime asc')}`;
while (url !== undefined) {
  const response = await request(url, { headers: { authorization: `Bearer ${token}` } });
  const body = JSON.parse(await response.body.text()) as Body;
  // One transaction a page: without one, each insert would wait for the disk, and the floor would be no floor.
  db.exec('BEGIN');
  for (const one of body.value) insert.run(one.id, one.lastUpdateDateTime, JSON.stringify(one));
  db.exec('COMMIT');
  incidents += body.value.length;
  url = body['@odata.nextLink'];
}
db.close();
process.stdout.write(JSON.stringify({ incidents, ms: performance.now() - began }));
process.exit();
