import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { FAULTS } from '@vedette/simulator';

it('the README explains every fault as the table has it', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = new Map(
    readme
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, name = '', complaint, summary, , times]) => [
        name.replaceAll('`', ''),
        { complaint, summary, times },
      ]),
  );
  for (const { name, complaint = '', summary, times = '' } of FAULTS)
    expect([name, rows.get(name)]).toEqual([
      name,
      { complaint: String(complaint), summary, times: String(times) },
    ]);
});
