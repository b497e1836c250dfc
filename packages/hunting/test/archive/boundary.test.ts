import { scratch } from '@vedette/testkit';
import { expect, it, onTestFinished } from 'vitest';
import { openArchive, type Archive } from '../../src/archive/archive.ts';
import { boundaryOf } from '../../src/archive/boundary.ts';

const now = Date.parse('2026-03-31T00:00:00Z');
/** Thirty days back, and ten minutes nearer. */
const oldest = '2026-03-01T00:10:00.0000000Z';
const at = (day: string): string => `2026-${day}T00:00:00.0000000Z`;

function archiveWith(spans: Readonly<Record<string, readonly [string, string, boolean][]>>): Archive {
  const archive = openArchive(scratch('boundary'), { create: true });
  onTestFinished(() => archive.close());
  for (const [table, list] of Object.entries(spans)) {
    const covered = list.map(([from, until, settled]) => ({ from: at(from), until: at(until), settled }));
    archive.manifest.commit({ cover: { table, spans: covered } }, now);
  }
  return archive;
}

it.each([
  [
    'the end of what is settled',
    {
      A: [
        ['01-01', '03-30', true],
        ['03-30', '03-31', false],
      ],
    },
    at('03-30'),
  ],
  [
    'the first gap that the cloud can fill',
    {
      A: [
        ['01-01', '03-10', true],
        ['03-12', '03-30', true],
      ],
    },
    at('03-10'),
  ],
  [
    'the earlier of two tables',
    { A: [['01-01', '03-30', true]], B: [['01-01', '03-20', true]] },
    at('03-20'),
  ],
  ['the end of the memory of the cloud, where nothing was exported', { A: [] }, oldest],
  ['the same, where the export is too long ago', { A: [['01-01', '02-10', true]] }, oldest],
] as const)('archive and cloud meet at %s', (_, spans, expected) => {
  const { manifest } = archiveWith(spans as never);
  expect(boundaryOf(manifest, Object.keys(spans), now).at).toBe(expected);
});

it('names what neither of them has', () => {
  const { manifest } = archiveWith({
    A: [
      ['01-01', '01-10', true],
      ['01-20', '02-10', true],
    ],
  });
  expect(boundaryOf(manifest, ['A'], now).gaps).toEqual([
    { table: 'A', span: { from: at('01-10'), until: at('01-20') } },
    { table: 'A', span: { from: at('02-10'), until: oldest } },
  ]);
});
