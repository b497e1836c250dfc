import { runFolder } from '@vedette/testkit';
import { scanForSecrets } from '../../packages/testkit/leak/scan.ts';
import { expect, it } from 'vitest';

it('finds none of the secrets used by the suite in what the suite wrote', async () => {
  expect(await scanForSecrets(runFolder())).toEqual([]);
});
