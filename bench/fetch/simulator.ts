// A simulated cloud in a process of its own: `node simulator.mjs INCIDENTS [HUNTING-ROWS]`. Ends when its standard input does.
import { startSimulator } from '@vedette/simulator';

const [incidents, huntingRows] = process.argv.slice(2);
const simulator = await startSimulator({
  incidents: Number(incidents),
  quotas: false,
  ...(huntingRows !== undefined && { huntingRows: Number(huntingRows) }),
});
process.stdout.write(`${JSON.stringify(simulator.info)}\n`);
process.stdin.resume().on('end', () => {
  void simulator.stop().then(() => process.exit());
});
