// Loaded into the binary beside its own code: writes into the file that VEDETTE_BENCH_FILE names how long the process
// lived and how much memory it held at most.
import { writeFileSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS } = process.resourceUsage();
  // maxRSS is in kilobytes.
  writeFileSync(
    process.env['VEDETTE_BENCH_FILE'] ?? '',
    JSON.stringify({ ms: performance.now(), peakBytes: maxRSS * 1024 }),
  );
});
