import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVedetteError } from '@vedette/sdk';
import { parseWarRoom, printWarRoom } from '../../src/xsoar/war-room.ts';

function values(line: string): Record<string, string> {
  return Object.fromEntries(parseWarRoom(line).arguments.map(({ name, value }) => [name ?? '', value]));
}

function refusal(line: string): { code: string; message: string; position: unknown } {
  try {
    parseWarRoom(line);
  } catch (error) {
    if (isVedetteError(error)) {
      return { code: error.code, message: error.message, position: error.facts['position'] };
    }
    throw error;
  }
  throw new Error(`"${line}" was accepted`);
}

describe('a war-room line', () => {
  it.each([
    ['!a', {}],
    ['  !a  ', {}],
    ['a b=1', { b: '1' }],
    ['!a-b-c id=5 status=Active', { id: '5', status: 'Active' }],
    ['!a b="two words" c=`raw "quoted" words`', { b: 'two words', c: 'raw "quoted" words' }],
    ['!a b="say \\"hi\\""', { b: 'say "hi"' }],
    [
      '!a b="C:\\Windows\\System32" c="\\\\server\\share"',
      { b: 'C:\\Windows\\System32', c: '\\\\server\\share' },
    ],
    ['!a b="C:\\\\" c=1', { b: 'C:\\', c: '1' }],
    [
      '!a odata=`{"$top":5,"$filter":"status eq \'Active\'"}`',
      { odata: '{"$top":5,"$filter":"status eq \'Active\'"}' },
    ],
    ['!a odata="{\\"$top\\":5}"', { odata: '{"$top":5}' }],
    ['!a odata={"$top":5}', { odata: '{"$top":5}' }],
    ['!a b= c=""', { b: '', c: '' }],
    ['!a b="line\nbreak"\n c=`\n`', { b: 'line\nbreak', c: '\n' }],
    ['!a tags=one,two', { tags: 'one,two' }],
    ['!a da637551227677560813_-961444813', { '': 'da637551227677560813_-961444813' }],
    ['!a "x=y"', { '': 'x=y' }],
    ['!a raw-response=true retry-count=3', { 'raw-response': 'true', 'retry-count': '3' }],
  ])('%s', (line, expected) => {
    expect(values(line)).toEqual(expected);
  });

  it.each([
    ['', 1],
    ['!', 2],
    ['!7', 2],
    ['!a b="open', 6],
    ['!a b=`open', 6],
    ['!a b="x"c=1', 9],
    ['!a b=`x`y', 9],
    ['!a,b', 3],
  ])('%s is refused, and the position named', (line, position) => {
    expect(refusal(line)).toMatchObject({ code: 'MDE_INPUT', position });
    expect(refusal(line).message).toContain(`character ${position}`);
  });

  it('is refused when it is endless', () => {
    expect(refusal(`!a b=${'x'.repeat(300_000)}`).code).toBe('MDE_INPUT');
  });

  it('is read back from what was printed, whatever the values hold', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,9}$/);
    const nasty = fc.string({
      unit: fc.constantFrom('"', '`', '\\', ' ', '\n', '=', ',', '$', '{', '}', 'a', 'é', '!'),
    });
    const value = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), nasty, fc.json());
    fc.assert(
      fc.property(name, fc.dictionary(name, value, { noNullPrototype: true }), (command, args) => {
        const line = parseWarRoom(printWarRoom(command, args));
        expect(line.command).toBe(command);
        expect(Object.fromEntries(line.arguments.map((piece) => [piece.name, piece.value]))).toEqual(args);
      }),
    );
  });

  it('never fails with anything but a refusal of the input', () => {
    const line = fc.string({
      unit: fc.constantFrom('!', 'a', '=', '"', '`', '\\', ' ', '\t', '\u0000', 'é'),
    });
    fc.assert(
      fc.property(fc.oneof(line, fc.string({ unit: 'binary' })), (text) => {
        try {
          parseWarRoom(text);
        } catch (error) {
          expect(isVedetteError(error) && error.code).toBe('MDE_INPUT');
        }
      }),
    );
  });
});
