import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import { describeXsoar } from '../../src/xsoar/document.ts';

const document = fileURLToPath(new URL('../../../../docs/xsoar.md', import.meta.url));
const TABLES = /(<!-- tables:[^>]*-->\n)[^]*(<!-- end of tables -->)/;

it('docs/xsoar.md holds the tables as the code has them', async () => {
  const text = await readFile(document, 'utf8');
  expect(text).toMatch(TABLES);
  const current = text.replace(
    TABLES,
    (_, open: string, close: string) => `${open}\n${describeXsoar()}\n\n${close}`,
  );
  const options = await resolveConfig(document);
  await expect(await format(current, { ...options, filepath: document })).toMatchFileSnapshot(document);
});
