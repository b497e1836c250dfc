#!/usr/bin/env node
// Kept in a syntax that a very old Node can parse, and free of everything that `--version` does not need.
// Node's own modules are taken with getBuiltinModule: importing them costs more than all the rest of this file.
import { complainAboutNode } from './node-version.js';

const complaint = complainAboutNode(process.version);
const words = process.argv.slice(2);

if (complaint) {
  process.stderr.write(complaint + '\n');
  process.exitCode = 2;
} else if (words.length === 1 && (words[0] === '--version' || words[0] === '-V')) {
  const about = new URL('../package.json', import.meta.url);
  const text = process.getBuiltinModule('node:fs').readFileSync(about, 'utf8');
  process.stdout.write(JSON.parse(text).version + '\n');
} else {
  // Compiled code is kept between runs: reading it back is several times faster than compiling the bundle.
  process.getBuiltinModule('node:module').enableCompileCache();
  import('../dist/main.js').then(
    (program) => program.start(words),
    (error) => {
      if (!error || error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
      process.stderr.write('Vedette is not built yet: run `npm run build` in the project.\n');
      process.exitCode = 2;
    },
  );
}
