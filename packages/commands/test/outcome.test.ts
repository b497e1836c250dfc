import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ERRORS, type ErrorCode } from '@vedette/sdk';
import { EXIT_CODES, OUTCOMES, outcomeOf } from '@vedette/commands';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const codes = Object.keys(ERRORS) as ErrorCode[];

async function sources(): Promise<string> {
  const packages = ['sdk', 'commands', 'mirror', 'cli'].map((name) => join(root, 'packages', name, 'src'));
  const texts: string[] = [];
  for (const folder of packages.filter((path) => existsSync(path))) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
      const path = join(entry.parentPath, entry.name);
      if (path.endsWith(join('sdk', 'src', 'error.ts')) || path.endsWith('outcome.ts')) continue;
      texts.push(await readFile(path, 'utf8'));
    }
  }
  return texts.join('\n');
}

describe('every error', () => {
  it('has an outcome, and no outcome is without an error', () => {
    expect(Object.keys(OUTCOMES).toSorted()).toEqual(codes.toSorted());
  });

  it.each(codes)('%s leaves with an exit code that is explained and an HTTP status of an error', (code) => {
    const { exit, http } = outcomeOf(code);
    expect(EXIT_CODES[exit]).toBeDefined();
    expect(exit).not.toBe(0);
    expect(http).toBeGreaterThanOrEqual(400);
    expect(http).toBeLessThan(600);
  });

  it('has an entry in docs/errors.md', async () => {
    const page = await readFile(join(root, 'docs', 'errors.md'), 'utf8');
    const missing = codes.filter((code) => !page.includes(`## ${code}\n`));
    expect(missing, 'run: node --conditions=source scripts/generate-docs.ts').toEqual([]);
  });

  it('has a place that throws it', async () => {
    const text = await sources();
    expect(codes.filter((code) => !new RegExp(`['"]${code}['"]`).test(text))).toEqual([]);
  });

  it('is never thrown under a code that is not in the table', async () => {
    const used = new Set((await sources()).match(/(?<=['"])MDE_[A-Z_]+(?=['"])/g));
    expect([...used].filter((code) => !(code in ERRORS))).toEqual([]);
  });
});
