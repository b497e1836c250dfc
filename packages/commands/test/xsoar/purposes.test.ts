import { isVedetteError } from '@vedette/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWarRoom, type WarRoom } from './setup.ts';

type Rows = Readonly<Record<string, unknown>>[];

const HUNT = '!microsoft-atp-advanced-hunting';

let room: WarRoom;
beforeAll(async () => {
  room = await openWarRoom({ incidents: 12, seed: 'hunts', huntingRows: 1000 });
}, 60_000);
afterAll(() => room[Symbol.asyncDispose]());

async function queryOf(line: string): Promise<string> {
  const { readable } = await room.run(`${line} show_query=true`);
  return /```kusto\n([^]*?)\n```/.exec(readable)?.[1] ?? '';
}

async function refusal(line: string): Promise<{ code: string; message: string; advice: string }> {
  try {
    await room.run(line);
  } catch (error) {
    if (isVedetteError(error)) return error;
    throw error;
  }
  throw new Error(`${line} was accepted`);
}

describe('the hunting helpers', () => {
  it.each([
    [
      '-lateral-movement-evidence query_purpose=network_connections',
      'HuntLateralMovementEvidence.Result.network_connections',
    ],
    ['-persistence-evidence query_purpose=service_updated', 'HuntPersistenceEvidence.Result.service_updated'],
    ['-file-origin', 'HuntFileOrigin.Result'],
    ['-process-details query_purpose=parent_process', 'HuntProcessDetails.Result.parent_process'],
    [
      '-network-connections query_purpose=external_addresses',
      'HuntNetworkConnections.Result.external_addresses',
    ],
    ['-tampering', 'HuntTampering.Result'],
    ['-cover-up query_purpose=file_deleted', 'HuntCoverUp.Result.file_deleted'],
  ])('%s puts its rows where playbooks look for them', async (line, path) => {
    const { outputs, readable, raw } = await room.run(`${HUNT}${line} device_name=northwind limit=3`);
    expect(Object.keys(outputs)).toEqual([`MicrosoftATP.${path}`]);
    const found = outputs[`MicrosoftATP.${path}`] as Rows;
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(3);
    expect(raw).toEqual(found);
    expect(readable).toContain(String(found[0]?.['DeviceName']));
  });

  it('keep the spelling of the integration in the context, and accept the right one', async () => {
    const line = `${HUNT}-process-details device_name=northwind file_name=exe limit=1`;
    for (const spelling of ['process_excecution_powershell', 'process_execution_powershell']) {
      const { outputs } = await room.run(`${line} query_purpose=${spelling}`);
      expect(Object.keys(outputs)).toEqual([
        'MicrosoftATP.HuntProcessDetails.Result.process_excecution_powershell',
      ]);
    }
  });

  it('give page two of a limit, no more and no less', async () => {
    const page = async (words: string): Promise<Rows> =>
      (await room.run(`${HUNT}-file-origin device_name=northwind ${words}`)).raw as Rows;
    const whole = await page('limit=6');
    expect([...(await page('limit=3')), ...(await page('limit=3 page=2'))]).toEqual(whole);
    expect(whole).toHaveLength(6);
  });

  it('join selectors of different kinds as they are told, and values of one kind as alternatives', async () => {
    const line = `${HUNT}-file-origin device_name="a,b" file_name=c`;
    expect(await queryOf(line)).toContain('DeviceName has_any ("a", "b") or FileName has_any ("c")');
    expect(await queryOf(`${line} query_operation=and`)).toContain(
      'DeviceName has_any ("a", "b") and FileName has_any ("c")',
    );
  });

  it('ask for the time as a line of its own', async () => {
    expect(await queryOf(`${HUNT}-tampering time_range="2 days"`)).toContain(
      '\n| where Timestamp > ago(2880m)\n',
    );
  });

  it('never let a value become KQL, nor end the block it is shown in', async () => {
    const evil = '") or true | take 1 //```';
    const { outputs, readable } = await room.run(
      `${HUNT}-file-origin device_name="${evil.replaceAll('"', '\\"')}" show_query=true`,
    );
    expect(outputs).toEqual({});
    expect(readable.match(/```/g)).toHaveLength(2);
  });

  it('say so when a selector has no effect, as playbooks hand over all of them', async () => {
    room.notes.length = 0;
    await room.run(
      `${HUNT}-network-connections query_purpose=encoded_commands device_name=northwind file_name=x sha1=""`,
    );
    expect(room.notes).toContain('file_name has no effect with query_purpose=encoded_commands.');
  });

  it.each([
    [`${HUNT}-lateral-movement-evidence query_purpose=smb_connections`, /device_name, device_id, file_name/],
    [`${HUNT}-cover-up query_purpose=action_types device_name=a`, /username/],
    [`${HUNT}-persistence-evidence query_purpose=registry_entry device_name=a`, /process_cmd/],
    [`${HUNT}-tampering time_range=yesterday`, /60 minutes/],
    [`${HUNT}-process-details query_purpose=parent device_name=a`, /Choose one of: parent_process/],
    [`${HUNT}-tampering limit=0`, /from 1 to/],
  ])('%s is refused before anything is sent', async (line, advice) => {
    const seen = await room.seen(async () => {
      const { code, advice: said } = await refusal(line);
      expect(code).toBe('MDE_INPUT');
      expect(said).toMatch(advice);
    });
    expect(seen).toEqual([]);
  });
});
