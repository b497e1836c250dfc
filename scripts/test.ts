// Runs every test, then searches all that the suite wrote for the secrets it used, and ends with one line:
// `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

interface Counts {
  passed: number;
  failed: number;
  skipped: { name: string }[];
}

/** Runs vitest; its output goes to the terminal and into `log`, where the secret search finds it. */
async function vitest(args: readonly string[], log: string, env: NodeJS.ProcessEnv): Promise<Counts> {
  const report = `${log}.json`;
  const out = createWriteStream(log);
  const child = spawn(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  for (const [from, to] of [
    [child.stdout, process.stdout],
    [child.stderr, process.stderr],
  ] as const) {
    from.on('data', (chunk: Buffer) => {
      to.write(chunk);
      out.write(chunk);
    });
  }
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? 1)));
  await new Promise((resolve) => out.end(resolve));
  const text = await readFile(report, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: [] };
  const results = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    numFailedTestSuites: number;
    testResults: { assertionResults: { status: string; fullName: string }[] }[];
  };
  const all = results.testResults.flatMap((file) => file.assertionResults);
  const skipped = all.filter(({ status }) => status !== 'passed' && status !== 'failed');
  // A file that does not load has no failed test of its own, yet nothing in it was shown.
  const failed = Math.max(results.numFailedTests, code === 0 ? 0 : 1);
  return {
    passed: results.numPassedTests,
    failed,
    skipped: skipped.map(({ fullName }) => ({ name: fullName })),
  };
}

const run = await mkdtemp(join(tmpdir(), 'vedette-test-'));
await mkdir(join(run, 'output'));
const env = { ...process.env, VEDETTE_TEST_RUN: run };
try {
  const only = process.argv.slice(2);
  const suite = await vitest(only, join(run, 'output', 'suite.log'), env);
  const counts = [suite];
  // Last, on its own: it reads what the others left behind.
  if (only.length === 0) {
    counts.push(
      await vitest(['--config', 'test/leak/vitest.config.ts'], join(run, 'output', 'leak.log'), env),
    );
  }
  const skipped = counts.flatMap((count) => count.skipped);
  for (const { name } of skipped) console.log(`skipped: ${name}`);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await rm(run, { recursive: true, force: true });
}
