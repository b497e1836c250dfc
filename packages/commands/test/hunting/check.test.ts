import { describe, expect, it } from 'vitest';
import { inputFromWords, type Row } from '@vedette/commands';
import { loadCommand, rows, surface } from '../surface.ts';

async function check(...words: string[]): Promise<{ found: Row[]; failure: string | undefined }> {
  const { context } = surface();
  const command = await loadCommand('hunt.check');
  const found = await rows(context, 'hunt.check', ...words);
  const failure = command.verdict?.(found, inputFromWords(command, words));
  await context.close();
  return { found, failure: failure && `${failure.code}: ${failure.message}` };
}

describe('hunt check', () => {
  it('needs no profile, and fails on errors with the place and the name that was meant', async () => {
    const { found, failure } = await check('DeviceInfo\n| where DeviceNam has "srv"');
    expect(found).toMatchObject([
      { severity: 'error', line: 2, column: 9, instead: 'Did you mean DeviceName?' },
    ]);
    expect(failure).toBe('MDE_QUERY: The query has 1 error');
  });

  it('fails on warnings only when it is strict', async () => {
    expect((await check('DeviceInfo | count')).failure).toBeUndefined();
    const { found, failure } = await check('DeviceInfo | count', '--strict');
    expect(found).toMatchObject([{ code: 'HUNT_NO_TIME', severity: 'warning' }]);
    expect(failure).toBe('MDE_QUERY: The query has 1 warning');
  });

  it('knows what will stand beside the query', async () => {
    expect((await check('DeviceInfo | count', '--timespan', '--strict')).found).toEqual([]);
    expect((await check('DeviceInfo | count', '--timespan', '--route', 'native')).found).toMatchObject([
      { code: 'HUNT_RETIRING' },
    ]);
  });
});

describe('hunt schema', () => {
  const schema = async (...words: string[]): Promise<Row[]> => {
    const { context } = surface();
    try {
      const command = await loadCommand('hunt.schema');
      const found: Row[] = [];
      const result = await command.run(context, inputFromWords(command, words));
      for await (const row of result as AsyncIterable<Row>) found.push(row);
      return found;
    } finally {
      await context.close();
    }
  };

  it('lists the tables, with all of their columns for programs', async () => {
    const tables = await schema();
    expect(tables.length).toBeGreaterThanOrEqual(62);
    expect(tables.find(({ table }) => table === 'AlertInfo')).toMatchObject({
      time: 'Timestamp',
      columns: expect.arrayContaining([{ name: 'AlertId', type: 'string' }]) as unknown,
    });
  });

  it('shows the columns of one, however it is written', async () => {
    const columns = await schema('devicelogonevents');
    expect(columns).toContainEqual({ table: 'DeviceLogonEvents', column: 'IsLocalAdmin', type: 'bool' });
    expect(new Set(columns.map(({ table }) => table)).size).toBe(1);
  });

  it('finds columns by a part of their name', async () => {
    const found = await schema('--column', 'sha256');
    expect(found.length).toBeGreaterThan(5);
    expect(found.every(({ column }) => String(column).toLowerCase().includes('sha256'))).toBe(true);
    expect(await schema('DeviceLogonEvents', '--column', 'sha256')).toEqual([
      { table: 'DeviceLogonEvents', column: 'InitiatingProcessSHA256', type: 'string' },
    ]);
  });

  it('says which table was meant', async () => {
    await expect(schema('DeviceLogonEvent')).rejects.toMatchObject({
      code: 'MDE_INPUT',
      advice: 'Did you mean DeviceLogonEvents?',
    });
    await expect(schema('DeviceLog')).rejects.toMatchObject({ advice: 'Did you mean DeviceLogonEvents?' });
  });
});
