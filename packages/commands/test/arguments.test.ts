import { describe, expect, it } from 'vitest';
import { checkInput, flagsOf, inputFromWords } from '@vedette/commands';
import { list } from '../src/catalog/incident/list.ts';
import { update } from '../src/catalog/incident/update.ts';

function refusal(act: () => unknown): {
  code: string;
  message: string;
  advice: string;
  facts: Record<string, unknown>;
} {
  try {
    act();
  } catch (error) {
    return error as never;
  }
  throw new Error('it was not refused');
}

describe('words become the input of a command', () => {
  it('reads values after a space and after an equals sign', () => {
    const input = inputFromWords(list, ['--limit', '5', '--assigned-to=anna@contoso.com']);
    expect(input).toMatchObject({ limit: 5, assignedTo: 'anna@contoso.com' });
  });

  it('collects a list from commas and from repetition', () => {
    const input = inputFromWords(list, ['--status', 'active,in-progress', '--status', 'RESOLVED']);
    expect(input.status).toEqual(['active', 'inProgress', 'resolved']);
  });

  it('takes an empty list from an empty value, so that tags can be cleared', () => {
    expect(inputFromWords(update, ['5', '--tags', '']).tags).toEqual([]);
  });

  it('keeps a comma that is escaped', () => {
    expect(inputFromWords(update, ['5', '--tags', 'a\\,b,c']).tags).toEqual(['a,b', 'c']);
  });

  it('keeps an empty text, which unassigns', () => {
    expect(inputFromWords(update, ['5', '--assigned-to', '']).assignedTo).toBe('');
  });

  it('switches a yes-or-no input on, off and by value', () => {
    expect(inputFromWords(list, ['--with-alerts']).withAlerts).toBe(true);
    expect(inputFromWords(list, ['--no-with-alerts']).withAlerts).toBe(false);
    expect(inputFromWords(list, ['--with-alerts=no']).withAlerts).toBe(false);
  });

  it('takes what follows two dashes as values', () => {
    expect(inputFromWords(update, ['--comment', 'x', '--', '924']).id).toBe('924');
  });

  it('fills in the defaults of the schema', () => {
    expect(inputFromWords(list, [])).toMatchObject({ limit: 50, withAlerts: false, local: false });
  });

  it.each([
    [['--limt', '5'], 'There is no flag --limt; did you mean --limit?', 'limt'],
    [['--limit'], '--limit needs a value', 'limit'],
    [['--assigned-to', '--local'], '--assigned-to needs a value', 'assignedTo'],
    [['--limit', 'many'], '--limit is a number, not "many"', 'limit'],
    [['--severity', 'hihg'], '--severity: there is no "hihg"; did you mean "high"?', 'severity'],
    [['extra'], '"extra" is one word too many', 'extra'],
    [['--since', 'yesterday'], 'since: a time is ISO 8601', 'since'],
    [['--limit', '5', '--limit', '6'], '--limit is given twice', 'limit'],
    [['-x'], 'There is no flag -x', 'x'],
    [['--limit', '0'], 'limit: ', 'limit'],
  ])('refuses %j', (words, message, argument) => {
    const error = refusal(() => inputFromWords(list, words));
    expect(error.code).toBe('MDE_INPUT');
    expect(error.message).toContain(message);
    expect(error.facts['argument']).toBe(argument);
  });

  it('says which input is missing', () => {
    const { message, advice } = refusal(() => inputFromWords(update, []));
    expect(message).toBe('id: is missing');
    expect(advice).toBe('Write the id after the command; --help explains it.');
  });

  it.each([
    [['--limit', '99999999'], 'limit: must be at most 1,000,000'],
    [['--limit', '0'], 'limit: must be at least 1'],
    [['--odata', ''], 'odata: is empty'],
  ])('out of bounds say the bound: %j', (words, message) => {
    expect(refusal(() => inputFromWords(list, words)).message).toBe(message);
  });
});

describe('an input from another surface', () => {
  it('is checked by the same schema and names all that is wrong', () => {
    const error = refusal(() => checkInput(list, { limit: -1, statuss: [] }));
    expect(error.facts['problems']).toHaveLength(2);
    expect(error.message).toContain('did you mean status?');
  });
});

describe('the flags of a command', () => {
  it('carry what help and completion need', () => {
    const flags = flagsOf(update);
    expect(flags.find((flag) => flag.input === 'id')).toMatchObject({ position: 0, required: true });
    expect(flags.find((flag) => flag.name === 'add-tags')).toMatchObject({ many: true, required: false });
    expect(flagsOf(list).find((flag) => flag.name === 'severity')).toMatchObject({
      kind: 'choice',
      choices: ['unknown', 'informational', 'low', 'medium', 'high'],
    });
  });
});
