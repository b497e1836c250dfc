// Builds what `npm ci` promises: the packages' JavaScript and types, and the bundled binary.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { bundleBinary } from './bundle.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const tsc = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

await bundleBinary();
