import { describe, expect, it } from 'vitest';
import { ENTRIES } from '../src/entries.ts';
import { help } from '../src/help/help.ts';
import { widthOf } from '../src/render/fit.ts';
import { captureTerminal } from './capture.ts';

const places = [
  { words: [] as readonly string[], rest: [] as readonly string[] },
  { words: [], rest: ['flags'] },
  ...ENTRIES.map(({ words }) => ({ words, rest: [] as readonly string[] })),
];

async function shown({ words, rest }: (typeof places)[number], columns: number): Promise<string[]> {
  const { terminal, lines } = captureTerminal({ columns });
  const entry = ENTRIES.find((one) => one.words === words);
  await help({ entry, path: words, flags: {}, rest }, terminal);
  return lines();
}

describe('help', () => {
  it.each(places)('for $words $rest fits a terminal of 80 columns', async (place) => {
    const lines = await shown(place, 80);
    expect(lines.filter((line) => widthOf(line) > 80)).toEqual([]);
    expect(lines.length).toBeGreaterThan(0);
  });

  it('breaks a long example so that a shell takes it as one command', async () => {
    const login = places.find(({ words }) => words[0] === 'login');
    const text = (await shown(login ?? { words: [], rest: [] }, 80)).join('\n');
    expect(text).toMatch(/vedette login --flow client-secret [^\n]* \\\n +--/);
    expect(text.replace(/ \\\n +/g, ' ')).toContain('--secret-env CONTOSO_SECRET');
  });
});
