import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readHunts } from '../../src/schedule/read.ts';
import { testHunt } from '../../src/schedule/test.ts';

const hunts = await readHunts([fileURLToPath(new URL('../../../../examples/hunts', import.meta.url))]);

it.each(hunts.map((hunt) => [hunt.name, hunt] as const))(
  'the example %s passes its own tests',
  async (_, hunt) => {
    expect(hunt.cases.length).toBeGreaterThan(0);
    for await (const result of testHunt(hunt))
      expect(result).toMatchObject({ passed: true, differences: [] });
  },
);

it('there are examples', () => {
  expect(hunts.length).toBeGreaterThan(3);
});
