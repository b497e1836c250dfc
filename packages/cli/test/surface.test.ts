import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '@vedette/commands';
import type { CatalogEntry } from '@vedette/commands';
import { ensureBuilt, vedette } from './binary.ts';

beforeAll(() => ensureBuilt(), 60_000);

const about = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

describe('the binary', () => {
  it.each([[['--version']], [['-V']], [['version']], [['--json', '--version']]])(
    'says its version: %j',
    async (words) => {
      expect(await vedette(words)).toEqual({ code: 0, stdout: `${about.version}\n`, stderr: '' });
    },
  );

  it.each([[[]], [['help']], [['--help']], [['-h']], [['--quiet', 'help']]])(
    'explains itself: %j',
    async (words) => {
      const { code, stdout, stderr } = await vedette(words);
      expect(stderr).toBe('');
      expect(code).toBe(0);
      for (const { words: command } of Object.values<CatalogEntry>(catalog))
        expect(stdout).toContain(command.join(' '));
    },
  );

  it('explains a noun, a command, and the flags of all commands', async () => {
    expect((await vedette(['incident'])).stdout).toContain('incident update');
    for (const words of [
      ['incident', 'list', '--help'],
      ['help', 'incident', 'list'],
      ['incident', 'list', '-h'],
    ]) {
      const { stdout, code } = await vedette(words);
      expect(code).toBe(0);
      expect(stdout).toContain('vedette incident list [flags]');
      expect(stdout).toMatch(/--limit N +.*default: 50/);
      expect(stdout).toContain('one of: active, in-progress');
      expect(stdout).toContain('SecurityIncident.Read.All');
      expect(stdout).toContain('vedette incident list --status active');
    }
    expect((await vedette(['help', 'flags'])).stdout).toMatch(/--dry-run[\s\S]*Exit codes[\s\S]*130/);
  });

  it.each([
    [['incidnet', 'list'], 'vedette incident list'],
    [['incident', 'lits'], 'vedette incident list'],
    [['incident', 'list', '--limt', '5'], '--limit'],
    [['incident', 'list', '--jsno'], '--json'],
    [['incident', 'list', '--status', 'actve'], 'active'],
    [['simulate', '--prot', '1'], '--port'],
    [['--profil', 'x', 'incident', 'list'], '--profile'],
    [['help', 'incidnet'], 'vedette incident'],
  ])('refuses %j with the nearest that there is', async (words, meant) => {
    const { code, stdout, stderr } = await vedette(words);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(meant);
    expect(stderr).toContain('MDE_INPUT');
  });

  it('gives an error as one JSON object when JSON was asked for', async () => {
    const { code, stderr } = await vedette(['incident', 'list', '--limit', 'many', '--json']);
    expect(code).toBe(2);
    const { error } = JSON.parse(stderr) as { error: Record<string, unknown> };
    expect(error).toMatchObject({ code: 'MDE_INPUT', changed: 'nothing', facts: { argument: 'limit' } });
    expect(error['message']).toContain('many');
    expect(error['advice']).not.toBe('');
  });

  it.each([
    [['--json', '--csv'], /cannot be given together/],
    [['--query', '[?'], /--query cannot be used/],
    [['--timeout', 'soon'], /--timeout cannot be/],
  ])('finds the mistake in %j before anything is sent', async (words, sentence) => {
    const { code, stderr } = await vedette(['incident', 'list', ...words]);
    expect(stderr).toMatch(sentence);
    expect(code).toBe(2);
  });

  it('colours when told to and not otherwise', async () => {
    expect((await vedette(['help'])).stdout).not.toContain('\u001B[');
    expect((await vedette(['help', '--color'])).stdout).toContain('\u001B[1m');
    const forced = { env: { FORCE_COLOR: '1' } };
    expect((await vedette(['help'], undefined, forced)).stdout).toContain('\u001B[1m');
    expect((await vedette(['help', '--no-color'], undefined, forced)).stdout).not.toContain('\u001B[');
    const both = { env: { FORCE_COLOR: '1', NO_COLOR: '1' } };
    expect((await vedette(['help'], undefined, both)).stdout).not.toContain('\u001B[');
  });
});

describe('completion', () => {
  const complete = async (...words: string[]): Promise<string[]> =>
    (await vedette(['__complete', ...words])).stdout.split('\n').map((line) => line.split('\t')[0] ?? '');

  it('answers with commands, flags, values and files', async () => {
    expect(await complete('inc')).toEqual(['incident', '']);
    expect(await complete('incident', '')).toContain('update');
    expect(await complete('incident', 'list', '--st')).toEqual(['--status', '']);
    expect(await complete('incident', 'list', '--status', 'a')).toEqual(['active', 'awaiting-action', '']);
    expect(await complete('incident', 'list', '--route=g')).toEqual(['--route=graph', '']);
    expect(await complete('incident', 'list', '--config', '')).toEqual([':files', '']);
    expect(await complete('simulate', '--no-')).toEqual(['--no-quotas', '']);
    expect(await complete('completion', 'z')).toEqual(['zsh', '']);
    expect(await complete('--nonsense', '--wht', '')).toEqual(['']);
  });

  it.each(['bash', 'zsh', 'fish', 'powershell'])('has a script for %s', async (shell) => {
    const { code, stdout } = await vedette(['completion', shell]);
    expect(code).toBe(0);
    expect(stdout).toContain('vedette __complete');
  });

  it('refuses a shell it does not know', async () => {
    expect(await vedette(['completion', 'csh'])).toMatchObject({ code: 2 });
  });
});
