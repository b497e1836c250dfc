import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Column } from '@vedette/commands';
import { writeCsv } from '../src/render/csv.ts';
import { cut, widthOf, wrap } from '../src/render/fit.ts';
import { writeJsonArray } from '../src/render/json.ts';
import { safeJson, safeJsonLines, safeLine } from '../src/render/safe-text.ts';
import { writeRecord } from '../src/render/record.ts';
import { captureTerminal } from './capture.ts';

const columns: Column[] = [
  { title: 'ID', value: 'id' },
  { title: 'Name', value: 'name' },
];
const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const controls = /[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u2028\u2029\uFEFF]/;

/** RFC 4180 read by its own grammar, so that our writer is not checked by its own library. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let rest = text;
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const field = quoted ?? /^[^,\r\n"]*/.exec(rest);
    rows.at(-1)?.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (field?.[0] ?? ''));
    rest = rest.slice(field?.[0].length ?? 0);
    if (rest.startsWith(',')) rest = rest.slice(1);
    else if (rest.startsWith('\r\n')) {
      rest = rest.slice(2);
      if (rest !== '') rows.push([]);
    } else if (rest !== '') throw new Error(`not RFC 4180: ${JSON.stringify(rest.slice(0, 20))}`);
  }
  return rows;
}

describe('CSV', () => {
  it('gives every value back exactly, line breaks and quotes included', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 5 }), async (names) => {
        const { terminal, text } = captureTerminal();
        await writeCsv(
          names.map((name, at) => ({ id: `i${at}`, name })),
          columns,
          terminal,
          false,
        );
        const expected = [['ID', 'Name'], ...names.map((name, at) => [`i${at}`, name])];
        expect(readCsv(text())).toEqual(expected);
      }),
    );
  });

  it('counts what a spreadsheet would run, and guards it when asked to', async () => {
    const rows = ['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=x', 'plain'].map((name) => ({ id: '7', name }));
    const exact = captureTerminal();
    expect(await writeCsv(rows, columns, exact.terminal, false)).toEqual({ rows: 6, formulas: 4 });
    expect(exact.text()).toContain('7,=1+1\r\n');
    const guarded = captureTerminal();
    await writeCsv(rows, columns, guarded.terminal, true);
    expect(
      readCsv(guarded.text())
        .slice(1)
        .map(([, name]) => name),
    ).toEqual(["'=1+1", "'+cmd", '-2', "'@SUM(A1)", "'\t=x", 'plain']);
  });

  it('has a header even when there is no row', async () => {
    const { terminal, text } = captureTerminal();
    await writeCsv([], columns, terminal, false);
    expect(text()).toBe('ID,Name\r\n');
  });
});

describe('JSON', () => {
  it('is the same data, without anything a terminal would obey', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const json = safeJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect(json).not.toMatch(controls);
      }),
    );
    expect(safeJson('\u202E\u009B\u{E0041}')).toBe(String.raw`"\u202e\u009b\udb40\udc41"`);
  });

  it('is the same many lines at once as one by one, with any character', () => {
    const anyCharacter = fc.oneof(anyText, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(fc.array(anyCharacter, { maxLength: 4 }), (texts) => {
        const lines = Buffer.from(safeJsonLines(texts)).toString();
        expect(lines).toBe(texts.map((text) => `${safeJson(text)}\n`).join(''));
      }),
    );
    // Each of the characters that a terminal would obey, beside plain ones.
    for (let code = 0; code <= 0xe007f; code += code === 0xffff ? 0xd0001 : 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const text = `a${String.fromCodePoint(code)}b`;
      const line = Buffer.from(safeJsonLines([text])).toString();
      if (line !== `${safeJson(text)}\n`) expect(line, code.toString(16)).toBe(`${safeJson(text)}\n`);
    }
  });

  it('leaves the array open when reading fails half-way, so that no part passes for the whole', async () => {
    async function* failing(): AsyncGenerator<{ id: number }> {
      yield { id: 1 };
      await Promise.resolve();
      throw new Error('gone');
    }
    const { terminal, text } = captureTerminal();
    await expect(writeJsonArray(failing(), terminal)).rejects.toThrow('gone');
    expect(() => JSON.parse(text()) as unknown).toThrow(SyntaxError);
  });
});

describe('a line for a terminal', () => {
  it('holds no control character whatever came in', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(safeLine(text)).not.toMatch(controls);
      }),
    );
  });

  it('is cut to a width without cutting a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        (text, width) => {
          expect(widthOf(cut(text, width))).toBeLessThanOrEqual(width);
        },
      ),
    );
    expect(cut('日本語のタイトル', 7)).toBe('日本語…');
  });

  it('is wrapped without losing a word', () => {
    const text = 'one two three-and-a-half a-very-long-word-that-does-not-fit four';
    const lines = wrap(text, 12);
    expect(lines.every((line) => widthOf(line) <= 12)).toBe(true);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  });
});

describe('a record', () => {
  it('shows its columns, the other fields, and the lists inside it', async () => {
    const { terminal, text } = captureTerminal({ columns: 90 });
    const record = {
      id: '7',
      name: 'Ransomware',
      '@odata.type': '#x',
      description: 'first line\nsecond \u001B[31mline',
      empty: null,
      comments: [
        { comment: 'seen\nit', createdByDisplayName: 'Anna', createdDateTime: '2026-03-01T08:00:00Z' },
      ],
    };
    await writeRecord(record, columns, terminal);
    expect(text()).toContain(
      'ID           7\nName         Ransomware\nDescription  first line\n             second ␛[31mline\n',
    );
    expect(text()).toContain('Comments (1)\n  WHEN');
    expect(text()).toContain('2026-03-01 08:00:00Z  Anna  seen⏎it');
    expect(text()).not.toContain('odata');
    expect(text()).not.toContain('Empty');
  });
});
