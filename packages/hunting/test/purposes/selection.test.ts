import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type Engine } from '@vedette/kql';
import { literal } from '../../src/purposes/literal.ts';
import { lacking, unusable } from '../../src/purposes/lacking.ts';
import type { Selection } from '../../src/purposes/selection.ts';
import { purposeOf, queryOf } from './purpose-query.ts';
import { event, hunt } from './tables.ts';

const TABLES = {
  DeviceProcessEvents: [
    event(1, { FileName: 'evil.exe', DeviceName: 'srv' }),
    event(2, { FileName: 'good.exe', DeviceName: 'srv.contoso.com' }),
    event(3, { FileName: 'evil.exe', DeviceName: 'srv-02.contoso.com' }),
    event(4, { FileName: 'evil.exe', DeviceName: 'pc-7.srv.example' }),
    event(5, { FileName: 'good.exe', DeviceName: 'pc-8.contoso.com' }),
    event(90, { FileName: 'evil.exe', DeviceName: 'srv.contoso.com' }),
  ],
};

async function found(
  select: Partial<Selection>,
  ask: Parameters<typeof queryOf>[3] = {},
): Promise<unknown[]> {
  const rows = await hunt(queryOf('process', 'parent-process', select, ask), TABLES);
  return rows.map((row) => row['ReportId']);
}

describe('a device', () => {
  it('is found by any word of its name unless it is to be exact', async () => {
    expect(await found({ devices: ['srv'] })).toEqual([1, 2, 3, 4]);
  });

  it('is, exactly, its full name or its host name', async () => {
    expect(await found({ devices: ['SRV'], exact: true })).toEqual([1, 2]);
    expect(await found({ devices: ['srv-02.contoso.com', 'pc-8'], exact: true })).toEqual([3, 5]);
  });
});

describe('selectors of different kinds', () => {
  it('are alternatives, or must all hold', async () => {
    const select = { devices: ['srv'], files: ['evil.exe'], exact: true };
    expect(await found({ ...select, match: 'any' })).toEqual([1, 2, 3, 4]);
    expect(await found({ ...select, match: 'all' })).toEqual([1]);
  });
});

describe('pages', () => {
  it('together are the whole, whatever their size', async () => {
    const whole = [1, 2, 3, 4, 5];
    const select = { devices: ['srv', 'pc-8'] };
    for (const limit of [1, 2, 5]) {
      const pages: unknown[] = [];
      for (let page = 1; (page - 1) * limit < whole.length; page++) {
        const part = await found(select, { limit, page });
        expect(part.length).toBeLessThanOrEqual(limit);
        pages.push(...part);
      }
      expect(pages).toEqual(whole);
      expect(await found(select, { limit, page: 6 })).toEqual([]);
    }
  });
});

describe('times', () => {
  it('begin at a time or so long ago, and end before a time', async () => {
    const select = { devices: ['srv.contoso.com'], exact: true };
    expect(await found(select, { from: { minutesAgo: 120 } })).toEqual([2, 90]);
    expect(await found(select, { from: { at: '2026-03-10T11:58:00Z' } })).toEqual([2]);
    expect(await found(select, { from: undefined, before: '2026-03-10T11:58:00Z' })).toEqual([90]);
  });
});

describe('a literal', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine({ schema: new Map() });
  });
  afterAll(() => engine.close());

  it('is the text again, whatever the text holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        // NUL is the one character DuckDB keeps no text with.
        const plain = text.replaceAll('\u0000', '');
        const { rows } = await engine.rows(`print X = ${literal(plain)}`);
        expect(rows).toEqual([[plain]]);
      }),
      { numRuns: 60, examples: [['"'], ['\\'], ['\\"'], ['"; DeviceInfo | take 1 //'], ['\n| count']] },
    );
  });

  it('never lets a value out of it', async () => {
    const evil = '") or true or DeviceName has_any ("';
    expect(await found({ devices: [evil] })).toEqual([]);
  });
});

describe('what a hunt must be told', () => {
  const none: Selection = { match: 'any', exact: false };

  it.each([
    ['lateral-movement', 'smb-connections', ['selector']],
    ['process', 'process-execution-powershell', ['file', 'device']],
    ['process', 'powershell-execution-unsigned-files', []],
    ['network', 'encoded-commands', ['device']],
    ['tampering', '', []],
    ['cover-up', 'connected-devices', ['user']],
    ['persistence', 'registry-entry', ['command-line', 'selector']],
  ])('%s %s', (family, purpose, missing) => {
    expect(lacking(purposeOf(family, purpose), none)).toEqual(missing);
  });

  it('is enough when it is there', () => {
    expect(lacking(purposeOf('network', 'encoded-commands'), { ...none, deviceIds: ['d'] })).toEqual([]);
    expect(lacking(purposeOf('network', 'encoded-commands'), { ...none, files: ['x'] })).toEqual(['device']);
  });

  it('is not what it cannot use', () => {
    const given = { ...none, files: ['x'], md5: ['y'], users: ['z'], moreAddressesThan: 2, commandLine: 'c' };
    expect(unusable(purposeOf('network', 'encoded-commands'), given)).toEqual([
      'files',
      'md5',
      'users',
      'commandLine',
      'moreAddressesThan',
    ]);
    expect(unusable(purposeOf('lateral-movement', 'smb-connections'), given)).toEqual([
      'users',
      'commandLine',
    ]);
  });
});
