import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import { XSOAR_COMMANDS } from '../../src/xsoar/names/index.ts';

const folder = fileURLToPath(new URL('../../src/xsoar/names', import.meta.url));

describe('the XSOAR names', () => {
  it('are the files of their folder', async () => {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.ts') && file !== 'index.ts');
    expect(XSOAR_COMMANDS.map(({ name }) => `${name}.ts`)).toEqual(files.toSorted());
  });

  it("point at commands of Vedette's own that exist", () => {
    const words = Object.values(catalog).map((entry) => entry.words.join(' '));
    for (const { name, now } of XSOAR_COMMANDS) {
      expect(now.length, name).toBeGreaterThan(0);
      for (const command of now) expect(words, name).toContain(command.replace(/ --.*/, ''));
    }
  });

  it('have a summary for the command and for each argument, and each argument once', () => {
    for (const { name, summary, arguments: own } of XSOAR_COMMANDS) {
      expect(summary, name).toMatch(/^[A-Z]/);
      expect(new Set(own.map((argument) => argument.name)).size, name).toBe(own.length);
      for (const argument of own) expect(argument.summary, `${name} ${argument.name}`).toMatch(/^[A-Z]/);
      expect(own.filter((argument) => argument.unnamed).length, name).toBeLessThan(2);
    }
  });
});
