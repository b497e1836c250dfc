import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkQuery } from '../../src/lint/check.ts';

describe('a query that is not valid', () => {
  it.each([
    ['DeviceProcesEvents | take 1', 1, 1, 'Did you mean DeviceProcessEvents?'],
    ['DeviceInfo\n| where DeviceNam == "a"', 2, 9, 'Did you mean DeviceName?'],
    ['ProcessCreationEvents | take 1', 1, 1, 'It is called DeviceProcessEvents now.'],
    ['DeviceInfo\n  | where EventTime > ago(1d)', 2, 11, 'It is called Timestamp now.'],
    ['DeviceInfo | where ComputerName has "a"', 1, 20, 'It is called DeviceName now.'],
    ['let Threshold = 3; DeviceInfo | where OSBuild > Treshold', 1, 49, 'Did you mean Threshold?'],
    ['DeviceInfo | where Nothing_Like_It == 1', 1, 20, ''],
  ])('%s', (query, line, column, instead) => {
    expect(checkQuery(query)).toMatchObject([{ severity: 'error', line, column, instead }]);
  });

  it('is none for the functions that the service has besides the language', () => {
    const functions = [
      'DeviceFileEvents | where Timestamp > ago(1d) | invoke FileProfile(SHA1, 1000) | where GlobalPrevalence < 9 | take 5',
      'DeviceFileEvents | where Timestamp > ago(1d) | invoke FileProfile("SHA1") | summarize count() by Signer',
      'DeviceNetworkEvents | where Timestamp > ago(1d) | project IP = RemoteIP | invoke DeviceFromIP() | take 5',
      'AssignedIPAddresses("srv-01", now()) | project IPAddress | take 5',
    ];
    for (const query of functions) expect(checkQuery(query), query).toEqual([]);
    expect(checkQuery('DeviceInfo | invoke FileProfile(SHA1) | where Prevalence < 9')).toMatchObject([
      { column: 47, instead: 'Did you mean GlobalPrevalence?' },
    ]);
  });

  it('is judged by its faults alone', () => {
    const found = checkQuery('DeviceInfo | where FileNam == "cmd.exe" | join (DeviceInfo) on');
    expect(found.every(({ code }) => code.startsWith('KS'))).toBe(true);
  });

  it('never makes the check fail, whatever it is', () => {
    const pieces = [
      'DeviceInfo',
      '|',
      'where',
      '(',
      ')',
      '"',
      "'",
      'join',
      'by',
      '==',
      '[',
      '\n',
      'let x =',
      ';',
      '*',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (words) => {
        for (const { line, column, length } of checkQuery(words.join(' '))) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(length).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 150 },
    );
  });
});
