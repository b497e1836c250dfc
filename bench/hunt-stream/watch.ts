// Loaded into the binary beside its own code: writes into the file that VEDETTE_BENCH_FILE names how long the process
// lived and how much memory it held at most.
import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  writeFileSync(
    process.env['VEDETTE_BENCH_FILE'] ?? '',
    JSON.stringify({ ms: performance.now(), peakBytes: peakKilobytes() * 1024 }),
  );
});

/** Linux counts the memory of the process that started this one into `maxRSS`, and into this figure not. */
function peakKilobytes(): number {
  const { maxRSS } = process.resourceUsage();
  if (process.platform !== 'linux') return maxRSS;
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? maxRSS);
}
