import { describe, expect, it } from 'vitest';
import type { Person } from '@vedette/commands';
import { confirmDestructive } from '../src/person/confirm.ts';

const isolate = { effect: 'destructive', summary: 'Cut a device off the network' } as const;
const typed = 'vedette machine isolate 1e5b';

function person(answer: boolean): { person: Person; asked: string[] } {
  const asked: string[] = [];
  const nothing = (): Promise<never> => Promise.reject(new Error('not expected'));
  return {
    asked,
    person: {
      ask: nothing,
      open: nothing,
      confirm: (question) => {
        asked.push(question);
        return Promise.resolve(answer);
      },
    },
  };
}

describe('a destructive command', () => {
  it('asks, naming what it does and what was typed, and goes on after a yes', async () => {
    const { person: anna, asked } = person(true);
    await confirmDestructive(isolate, typed, { yes: false, dryRun: false }, anna);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(isolate.summary);
    expect(asked[0]).toContain(typed);
  });

  it('is not done after a no', async () => {
    const asking = confirmDestructive(isolate, typed, { yes: false, dryRun: false }, person(false).person);
    await expect(asking).rejects.toMatchObject({ code: 'MDE_CONFIRM', changed: 'nothing' });
  });

  it('is refused where nobody can be asked', async () => {
    const asking = confirmDestructive(isolate, typed, { yes: false, dryRun: false }, undefined);
    await expect(asking).rejects.toMatchObject({ code: 'MDE_CONFIRM' });
    await expect(asking).rejects.toHaveProperty('advice', expect.stringContaining('--yes'));
  });

  it.each([
    { yes: true, dryRun: false },
    { yes: false, dryRun: true },
  ])('is not asked about with %j', async (choices) => {
    await expect(confirmDestructive(isolate, typed, choices, undefined)).resolves.toBeUndefined();
  });
});

describe('any other command', () => {
  it.each(['read', 'write', 'local'] as const)('that is %s is not asked about', async (effect) => {
    const { person: anna, asked } = person(false);
    await confirmDestructive({ ...isolate, effect }, typed, { yes: false, dryRun: false }, anna);
    expect(asked).toEqual([]);
  });
});
