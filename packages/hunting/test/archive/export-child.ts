// Exports day by day from a cloud in memory, slowly, until it is killed. `wide`: with rows that need room.
import { isVedetteError } from '@vedette/sdk';
import { openArchive } from '../../src/archive/archive.ts';
import { exportTables } from '../../src/archive/export/export.ts';
import { instantOf } from '../../src/archive/instant.ts';
import { memoryCloud, TABLE } from './cloud.ts';

const DAY = 86_400_000;
const [folder = '', wide] = process.argv.slice(2);
const cloud = memoryCloud('2026-03-10T00:00:00Z', { rows: 1000, memory: 30 * DAY });
for (let n = 0; n < 29 * 20; n += 1) {
  const Timestamp = instantOf(cloud.at - (n + 1) * (DAY / 20));
  // Random, so that it cannot be packed.
  const ConnectedNetworks =
    wide === undefined ? '' : Array.from({ length: 3000 }, () => Math.random().toString(36)).join('');
  cloud.events.push({ visible: 0, event: { Timestamp, DeviceId: 'a', ReportId: n, ConnectedNetworks } });
}
const archive = openArchive(folder, { create: true, now: () => cloud.at });
try {
  const writer = await archive.writer();
  process.stdout.write('begun\n');
  // So few rows in one answer that it takes many steps.
  for await (const _ of exportTables(writer, { source: cloud, tables: [TABLE], limits: { rows: 12 } }));
  await writer.close();
} catch (error) {
  process.stdout.write(isVedetteError(error) ? `${error.code} ${error.message}\n` : String(error));
}
