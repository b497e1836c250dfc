import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let own: string | undefined;

/** The folder of this test run, shared by its processes through `VEDETTE_TEST_RUN`; an own one without it. */
export function runFolder(): string {
  const given = process.env['VEDETTE_TEST_RUN'];
  if (given !== undefined && given !== '') {
    mkdirSync(given, { recursive: true });
    return given;
  }
  own ??= mkdtempSync(join(tmpdir(), 'vedette-test-'));
  return own;
}

/** A fresh, empty folder below the run folder. What a test writes there is searched for secrets afterwards. */
export function scratch(name = 'scratch'): string {
  return mkdtempSync(join(runFolder(), `${name}-`));
}
