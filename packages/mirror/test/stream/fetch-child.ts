// Fetches once, in a process that the test can kill: `node … fetch-child.ts STORE ROUTE`, the simulator's line on
// standard input. Writes a line for each page it has stored.
import { writeSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Route } from '@vedette/sdk';
import type { SimulatorInfo } from '@vedette/simulator';
import { openMirror } from '../../src/index.ts';
import { connectTo } from './tenant.ts';

const defender = connectTo(JSON.parse(await text(process.stdin)) as SimulatorInfo);
const mirror = await openMirror(process.argv[2] ?? '', { create: true });
await mirror.fetch({
  defender,
  route: process.argv[3] as Route,
  sweeps: [{ name: 'none', every: 0, back: 0 }],
  progress: () => writeSync(1, 'page\n'),
});
mirror.close();
await defender.close();
