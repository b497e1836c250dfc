import { describe, expect, it } from 'vitest';
import { queryOf } from './purpose-query.ts';
import { event, hunt, type Tables } from './tables.ts';

const TABLES: Tables = {
  DeviceLogonEvents: [
    event(1, { ActionType: 'LogonSuccess', AccountName: 'anna' }),
    event(2, { ActionType: 'LogonSuccess', AccountName: 'annabel' }),
    event(3, {
      ActionType: 'LogonSuccess',
      AccountName: 'anna',
      DeviceId: 'd02',
      DeviceName: 'srv-02.contoso.com',
    }),
  ],
  DeviceProcessEvents: [
    event(4, { ActionType: 'ProcessCreated', AccountName: 'Anna', FileName: 'cmd.exe' }),
    event(5, { ActionType: 'ProcessCreated', AccountName: 'bob', FileName: 'cmd.exe' }),
  ],
  DeviceFileEvents: [
    event(6, { ActionType: 'FileCreated', InitiatingProcessAccountName: 'anna', FileName: 'cmd.exe' }),
    event(7, { ActionType: 'FileCreated', InitiatingProcessAccountName: 'anna', FileName: 'a.txt' }),
    event(8, { ActionType: 'FileCreated', InitiatingProcessAccountName: 'system', FileName: 'anna' }),
    event(120, { ActionType: 'FileCreated', InitiatingProcessAccountName: 'anna', FileName: 'old.txt' }),
  ],
  DeviceInfo: [event(9, { LoggedOnUsers: 'anna' })],
};
const select = { users: ['anna'] };

const count = (rows: readonly Record<string, unknown>[], ...columns: string[]): unknown[][] =>
  rows.map((row) => columns.map((column) => row[column]));

describe('what an account did', () => {
  it('is every event it is named in, with the table it is from', async () => {
    const found = await hunt(queryOf('cover-up', 'compromised-information', select), TABLES);
    expect(count(found, 'ReportId', 'SourceTable')).toEqual([
      [1, 'DeviceLogonEvents'],
      [3, 'DeviceLogonEvents'],
      [4, 'DeviceProcessEvents'],
      [6, 'DeviceFileEvents'],
      [7, 'DeviceFileEvents'],
    ]);
  });

  it('is counted by device', async () => {
    const found = await hunt(queryOf('cover-up', 'connected-devices', select), TABLES);
    expect(count(found, 'DeviceName', 'Events')).toEqual([
      ['srv-01.contoso.com', 4],
      ['srv-02.contoso.com', 1],
    ]);
    expect(found[0]).toMatchObject({
      FirstSeen: '2026-03-10T11:53:00.0000000Z',
      LastSeen: '2026-03-10T11:59:00.0000000Z',
    });
  });

  it('is counted by kind of action', async () => {
    const found = await hunt(queryOf('cover-up', 'action-types', select), TABLES);
    expect(count(found, 'ActionType', 'ActionTypeCount')).toEqual([
      ['FileCreated', 2],
      ['LogonSuccess', 2],
      ['ProcessCreated', 1],
    ]);
  });

  it('is counted by file', async () => {
    const found = await hunt(queryOf('cover-up', 'common-files', select), TABLES);
    expect(count(found, 'FileName', 'FileNameCount')).toEqual([
      ['cmd.exe', 2],
      ['a.txt', 1],
    ]);
  });

  it('is narrowed by device', async () => {
    const found = await hunt(
      queryOf('cover-up', 'compromised-information', { ...select, devices: ['srv-02'] }),
      TABLES,
    );
    expect(count(found, 'ReportId')).toEqual([[3]]);
  });
});
