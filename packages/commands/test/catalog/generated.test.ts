import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { catalogSource, indexFile } from '../../../../scripts/generate-catalog.ts';
import { pages } from '../../../../scripts/generate-docs.ts';

describe('what is derived from the catalogue', () => {
  it('is the index of the folder', async () => {
    expect(
      await readFile(indexFile, 'utf8'),
      're-run: node --conditions=source scripts/generate-catalog.ts',
    ).toBe(await catalogSource());
  });

  it('is the documentation', async () => {
    for (const [file, text] of await pages()) {
      expect(await readFile(file, 'utf8'), 're-run: node --conditions=source scripts/generate-docs.ts').toBe(
        text,
      );
    }
  });
});
