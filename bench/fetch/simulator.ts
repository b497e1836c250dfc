// A simulated cloud in a process of its own: `node simulator.mjs INCIDENTS`. Ends when its standard input does.
import { startSimulator } from '@vedette/simulator';

const simulator = await startSimulator({ incidents: Number(process.argv[2]), quotas: false });
process.stdout.write(`${JSON.stringify(simulator.info)}\n`);
process.stdin.resume().on('end', () => {
  void simulator.stop().then(() => process.exit());
});
