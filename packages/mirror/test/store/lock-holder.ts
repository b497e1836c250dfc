// Writes one incident, takes the writer's lock and holds it until it is killed or its parent is gone.
import { openStore } from '../../src/store/sqlite/store.ts';

const store = openStore(process.argv[2] ?? '', { create: true });
store.writePage({ incidents: [{ id: '1' }], route: 'graph', now: 1 });
const lock = store.lock();
process.stdout.write('held\n');
process.stdin.resume().on('end', () => {
  lock.release();
  process.exit();
});
