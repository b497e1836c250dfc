// Mirrors a tenant in a process of its own: `node mirroring.mjs STORE`, the simulator's line on standard input.
// Prints how long it took and how much memory it held at most.
import { text } from 'node:stream/consumers';
import { openMirror } from '@vedette/mirror';
import type { SimulatorInfo } from '@vedette/simulator';
import { clientOf } from './client.ts';

const info = JSON.parse(await text(process.stdin)) as SimulatorInfo;
const defender = clientOf(info);
const mirror = await openMirror(process.argv[2] ?? '', { create: true });
const { incidents, stored, ms } = await mirror.fetch({ defender });
mirror.close();
await defender.close();
// maxRSS is in kilobytes.
process.stdout.write(
  JSON.stringify({ incidents, stored, ms, peakBytes: process.resourceUsage().maxRSS * 1024 }),
);
