import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkdown, printTable } from '../../src/xsoar/table.ts';

const COLUMNS = [
  { header: 'Name', value: (record: { name?: unknown }) => record.name },
  { header: 'Nothing', value: () => null },
];

describe('a war-room table', () => {
  it('has a title, a header and a row for each record', () => {
    expect(printTable('Incidents:', COLUMNS, [{ name: 'a' }, { name: ['b', 'c'] }])).toBe(
      '### Incidents:\n|Name|Nothing|\n|---|---|\n| a |  |\n| b, c |  |\n',
    );
  });

  it('leaves out empty columns when asked', () => {
    expect(printTable('', COLUMNS, [{ name: 1 }], { hideEmpty: true })).toBe('|Name|\n|---|\n| 1 |\n');
  });

  it('says when there is nothing', () => {
    expect(printTable('T', COLUMNS, [])).toBe('### T\n**No entries.**\n');
    expect(printTable('T', COLUMNS, [], { none: 'Nobody.' })).toBe('Nobody.');
  });

  it.each([
    ['a|b', 'a\\|b'],
    ['a\\|b', 'a\\\\\\|b'],
    ['C:\\Windows\\System32', 'C:\\Windows\\System32'],
    ['one\r\ntwo\nthree', 'one<br>two<br>three'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['![x](http://evil)', '!\\[x\\](http://evil)'],
    ['a_b*c', 'a_b*c'],
    ['\u202egpj.exe', ' gpj.exe'],
  ])('shows %j as text', (text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });

  it('has the same number of cells in every row, whatever stands in them', () => {
    const text = fc.string({ unit: fc.constantFrom('|', '\\', '`', '\n', '<', '&', 'a', ' ') });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (names) => {
        const lines = printTable(
          '',
          COLUMNS,
          names.map((name) => ({ name })),
        )
          .trimEnd()
          .split('\n');
        expect(lines).toHaveLength(names.length + 2);
        for (const line of lines.slice(2)) {
          expect(line.replace(/\\[\\|`]/g, '').match(/\|/g)).toHaveLength(3);
          expect(line.replaceAll('<br>', '')).not.toMatch(/[<>]/);
        }
      }),
    );
  });
});
