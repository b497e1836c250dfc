import { expect, it } from 'vitest';
import { openEngine } from '../../src/index.ts';

it('names the table of a source that the schema does not have', async () => {
  const sources = new Map([['Nowhere', { kind: 'rows', rows: [{ A: 1 }] } as const]]);
  await expect(openEngine({ schema: new Map(), sources })).rejects.toMatchObject({
    name: 'KqlError',
    diagnostics: [{ code: 'KQL_SOURCE', message: expect.stringMatching(/Nowhere.*schema/) as string }],
  });
});
