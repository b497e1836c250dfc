import { describe, expect, it } from 'vitest';
import { milliseconds } from '../src/words/duration.ts';
import type { Flag } from '../src/words/flag.ts';
import { locate, takeGlobals } from '../src/words/locate.ts';
import { readFlags } from '../src/words/read-flags.ts';
import { refuseCommand } from '../src/words/refuse-command.ts';

const globals: Flag[] = [
  { name: 'profile', takes: 'text', describe: '' },
  { name: 'json', takes: 'nothing', describe: '' },
  { name: 'color', takes: 'nothing', negatable: true, describe: '' },
  { name: 'verbose', short: 'v', takes: 'nothing', describe: '' },
];
const own: Flag[] = [
  { name: 'comment', takes: 'text', describe: '' },
  { name: 'assigned-to', alias: 'assignedTo', takes: 'text', describe: '' },
  { name: 'with-alerts', takes: 'nothing', negatable: true, describe: '' },
];
const entries = [['incident', 'list'], ['incident', 'get'], ['alert', 'list'], ['login']].map((words) => ({
  words,
}));

describe('words', () => {
  it('find their command, with global flags anywhere between them', () => {
    const found = locate(['--profile', 'a', 'incident', '--json', 'get', '924', '-v'], entries, globals);
    expect(found.entry?.words).toEqual(['incident', 'get']);
    expect(found.flags).toEqual({ profile: 'a', json: true });
    expect(found.rest).toEqual(['924', '-v']);
  });

  it('leave the value of a command flag alone, even when it looks like a global flag', () => {
    const { flags, rest } = takeGlobals(
      ['--comment', '-v', '--json', '--assignedTo=x', '--no-color', '--', '--json'],
      globals,
      own,
      'help',
    );
    expect(flags).toEqual({ json: true, color: false });
    expect(rest).toEqual(['--comment', '-v', '--assignedTo=x', '--', '--json']);
  });

  it.each([
    [['incidnet', 'list'], 'Did you mean: vedette incident list?'],
    [['incident', 'lits'], 'Did you mean: vedette incident list?'],
    [['logn'], 'Did you mean: vedette login?'],
    [['xyzzy'], 'See: vedette help'],
  ])('that name nothing are refused with the nearest command: %j', (words, advice) => {
    const found = locate(words, entries, globals);
    expect(() => refuseCommand(found, entries)).toThrow(
      expect.objectContaining({ code: 'MDE_INPUT', advice: expect.stringContaining(advice) as string }),
    );
  });

  it.each([
    ['--limt', 'Did you mean --comment?', ['--commnt']],
    ['', 'Did you mean --json?', ['--jsno']],
    ['', 'Did you mean --no-color?', ['--no-colr']],
  ])('that name no flag are refused with the nearest one (%s)', (_, advice, words) => {
    expect(() => takeGlobals(words, globals, own, 'help')).toThrow(
      expect.objectContaining({ code: 'MDE_INPUT', advice: expect.stringContaining(advice) as string }),
    );
  });
});

describe('flags', () => {
  const flags: Flag[] = [
    { name: 'port', takes: 'number', describe: '' },
    { name: 'load', takes: 'text', many: true, describe: '' },
    { name: 'kind', takes: 'text', values: ['a', 'b'], describe: '' },
    { name: 'quotas', takes: 'nothing', negatable: true, describe: '' },
  ];

  it('are read in every spelling', () => {
    const words = ['--port=80', '--load', 'x', '--load=y', '--no-quotas', '--kind', 'a', '--', '--port'];
    expect(readFlags(words, flags, 'help')).toEqual({
      flags: { port: 80, load: ['x', 'y'], quotas: false, kind: 'a' },
      rest: ['--port'],
    });
  });

  it.each([
    [['--port', 'x']],
    [['--port']],
    [['--kind', 'c']],
    [['--quotas=perhaps']],
    [['--what']],
    [['-z']],
  ])('are refused when they are wrong: %j', (words) => {
    expect(() => readFlags(words, flags, 'help')).toThrow(expect.objectContaining({ code: 'MDE_INPUT' }));
  });
});

describe('a time allowed', () => {
  it.each([
    ['30', 30_000],
    ['1.5s', 1500],
    ['500ms', 500],
    ['5m', 300_000],
    ['1h', 3_600_000],
  ])('%s is read', (text, ms) => expect(milliseconds(text, 'timeout')).toBe(ms));

  it.each(['', 'soon', '-5', '0', '5d'])('"%s" is refused', (text) => {
    expect(() => milliseconds(text, 'timeout')).toThrow(expect.objectContaining({ code: 'MDE_INPUT' }));
  });
});
