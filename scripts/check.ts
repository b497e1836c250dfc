// Format, lint, types and import arrows; says all that is wrong before it fails.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { wrongImports } from './arrows.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const STEPS: readonly { name: string; command: readonly string[] }[] = [
  {
    name: 'format',
    command: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  },
  { name: 'lint', command: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '-p', '.'] },
];

let failed = false;
for (const { name, command } of STEPS) {
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  failed ||= status !== 0;
}

const wrong = await wrongImports();
for (const line of wrong) console.log(`import against the arrows: ${line}`);
console.log(`${wrong.length === 0 ? 'ok  ' : 'FAIL'} import arrows`);
process.exitCode = failed || wrong.length > 0 ? 1 : 0;
