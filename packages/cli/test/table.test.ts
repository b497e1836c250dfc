import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '@vedette/commands';
import { widthOf } from '../src/render/fit.ts';
import { fitWidths } from '../src/render/layout.ts';
import { writeTable } from '../src/render/table.ts';
import { captureTerminal } from './capture.ts';

const columns: Column[] = [
  { title: 'ID', value: 'id' },
  { title: 'Severity', value: 'severity', kind: 'severity' },
  { title: 'Name', value: 'displayName' },
  { title: 'Alerts', value: 'alerts.count', kind: 'number' },
  { title: 'Updated', value: 'at', kind: 'time' },
];

const row = {
  id: '924',
  severity: 'high',
  displayName: 'Multi-stage incident involving initial access and exfiltration on several endpoints',
  alerts: { count: 12 },
  at: '2026-03-01T08:15:22.1234567Z',
};

describe('a table', () => {
  it('fits the terminal and cuts only what may be cut', async () => {
    const { terminal, lines } = captureTerminal({ columns: 70 });
    await writeTable([row, { ...row, id: '1000924', alerts: { count: 3 } }], columns, terminal);
    expect(lines().every((line) => widthOf(line) <= 70)).toBe(true);
    expect(lines()[1]).toMatch(/^924 .*high .*Multi-stage.*… +12 +2026-03-01 08:15:22Z$/);
    expect(lines()[2]).toMatch(/^1000924 /);
  });

  it('cuts nothing where nobody looks', async () => {
    const { terminal, text } = captureTerminal();
    await writeTable([row], columns, terminal);
    expect(text()).toContain(row.displayName);
  });

  it('turns rows into blocks where even the narrowest columns do not fit', async () => {
    const { terminal, lines } = captureTerminal({ columns: 36 });
    await writeTable([row], columns, terminal);
    expect(lines().every((line) => widthOf(line) <= 36)).toBe(true);
    expect(lines()).toContain('Updated   2026-03-01 08:15:22Z');
  });

  it('wraps a last column of long text, and puts below it what stands below', async () => {
    const finding: Column[] = [
      { title: 'Check', value: 'check' },
      { title: 'Detail', value: 'detail', wrap: true },
      { title: 'Advice', value: 'advice', below: '→' },
      { title: 'Link', value: 'link', below: '' },
    ];
    const link = `https://login.example/${'a'.repeat(60)}`;
    const rows = [
      { check: 'clock', detail: 'The clock of this machine is ahead of the login service', advice: '' },
      {
        check: 'tenant',
        detail: 'fine',
        advice: 'Correct the tenant in the profile and sign in again',
        link,
      },
    ];
    const { terminal, lines } = captureTerminal({ columns: 40 });
    await writeTable(rows, finding, terminal);
    expect(lines()).toEqual([
      'CHECK   DETAIL',
      'clock   The clock of this machine is',
      '        ahead of the login service',
      'tenant  fine',
      '        → Correct the tenant in the',
      '          profile and sign in again',
      `        ${link}`,
    ]);
    const pipe = captureTerminal();
    await writeTable([{ check: 'a', detail: 'long '.repeat(100) }], finding, pipe.terminal);
    expect(Math.max(...pipe.lines().map(widthOf))).toBeLessThanOrEqual(120);
  });

  it('heads the columns of a query with their own names, in which capitals count', async () => {
    const { terminal, lines } = captureTerminal();
    const named = ['DeviceName', 'deviceName'].map((title) => ({ title, value: title, named: true }));
    await writeTable([{ DeviceName: 'a', deviceName: 'b' }], named, terminal);
    expect(lines()).toEqual(['DeviceName  deviceName', 'a           b']);
  });

  it('shows in the blocks of a query what has a value, and all of a long one', async () => {
    const { terminal, lines } = captureTerminal({ columns: 30 });
    const named = ['SHA1', 'FileName', 'ProcessId', 'LogonId', 'Port'].map((title): Column => ({
      title,
      value: title,
      named: true,
      kind: title.endsWith('Id') ? 'number' : 'text',
    }));
    const sha1 = '0123456789abcdef0123456789abcdef01234567';
    await writeTable(
      [{ SHA1: sha1, FileName: '', ProcessId: 1_234_567_890_123, LogonId: 98_765_432_109_876 }],
      named,
      terminal,
    );
    expect(lines()).toEqual([
      `SHA1       ${sha1.slice(0, 19)}`,
      `           ${sha1.slice(19, 38)}`,
      `           ${sha1.slice(38)}`,
      'ProcessId  1234567890123',
      'LogonId    98765432109876',
      '',
    ]);
  });

  it('cuts a value of megabytes without taking long', async () => {
    const { terminal, lines } = captureTerminal({ columns: 40 });
    const named = ['Text', 'ProcessId', 'LogonId'].map((title): Column => ({
      title,
      value: title,
      named: true,
      kind: title.endsWith('Id') ? 'number' : 'text',
    }));
    await writeTable(
      [{ Text: 'x'.repeat(5_000_000), ProcessId: '1'.repeat(20), LogonId: '1'.repeat(20) }],
      named,
      terminal,
    );
    expect(lines().length).toBeLessThan(20);
  });

  it('streams rows after the first ones instead of keeping them', async () => {
    const { terminal, text } = captureTerminal({ columns: 80 });
    let written = '';
    async function* many(): AsyncGenerator<typeof row> {
      for (let at = 0; at < 1000; at += 1) {
        if (at === 500) written = text();
        yield { ...row, id: String(at) };
        await Promise.resolve();
      }
    }
    expect(await writeTable(many(), columns, terminal)).toBe(1000);
    expect(written.split('\n').length).toBeGreaterThan(490);
  });

  it('colours severities on a terminal, after they were measured', async () => {
    const { terminal, text } = captureTerminal({ columns: 80, colour: true });
    await writeTable([row], columns, terminal);
    expect(text()).toContain('\u001B[31mhigh    \u001B[39m');
  });

  it('shows text of an attacker instead of obeying it', async () => {
    const { terminal, lines, text } = captureTerminal({ columns: 200 });
    const title = 'a\u001B[2J\u001B]0;owned\u0007b\nFAKE  ROW\r\u009B31m\u202Egpj.exe\u200B\u{E0041}';
    await writeTable([{ ...row, displayName: title }], columns, terminal);
    expect(lines()).toHaveLength(2);
    expect(text()).not.toMatch(
      /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u200B\u{E0000}-\u{E007F}]/u,
    );
    expect(text()).toContain('a␛[2J␛]0;owned␇b⏎FAKE  ROW␍<U+009B>31m<U+202E>gpj.exe<U+200B><U+E0041>');
  });
});

describe('widths', () => {
  const wish = fc
    .tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }))
    .map(([a, b]) => ({ natural: Math.max(a, b), least: Math.min(a, b) }));

  it('fit the room whenever the least widths do, and nothing is cut that need not be', () => {
    fc.assert(
      fc.property(
        fc.array(wish, { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 300 }),
        (wishes, room) => {
          const least = wishes.reduce((sum, one) => sum + one.least, 0);
          const natural = wishes.reduce((sum, one) => sum + one.natural, 0);
          const widths = fitWidths(wishes, room);
          if (least > room && natural > room) {
            expect(widths).toBeUndefined();
            return;
          }
          const total = widths?.reduce((sum, width) => sum + width, 0) ?? -1;
          expect(total).toBe(Math.min(room, natural));
          for (const [at, width] of (widths ?? []).entries()) {
            expect(width).toBeGreaterThanOrEqual(wishes[at]?.least ?? 0);
            expect(width).toBeLessThanOrEqual(wishes[at]?.natural ?? 0);
          }
        },
      ),
    );
  });
});
