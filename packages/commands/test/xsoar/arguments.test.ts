import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isVedetteError } from '@vedette/sdk';
import { readArguments, type Argument, type Given } from '../../src/xsoar/arguments.ts';
import { parseWarRoom } from '../../src/xsoar/war-room.ts';

const KNOWN: readonly Argument[] = [
  { name: 'id', kind: 'text', required: true, unnamed: true, summary: '' },
  { name: 'limit', kind: 'number', default: '50', max: 1000, summary: '' },
  {
    name: 'status',
    kind: 'choice',
    options: ['Active', 'InProgress'],
    renamed: { New: 'Active' },
    summary: '',
  },
  { name: 'sources', kind: 'choices', options: ['one', 'two'], summary: '' },
  { name: 'tags', kind: 'list', summary: '' },
  { name: 'odata', kind: 'json', summary: '' },
  { name: 'timeout', kind: 'seconds', default: '30', summary: '' },
];

function read(line: string): Given {
  return readArguments('a', KNOWN, parseWarRoom(`!a ${line}`).arguments);
}

function refusal(line: string): string {
  try {
    read(line);
  } catch (error) {
    if (isVedetteError(error) && error.code === 'MDE_INPUT') return `${error.message} ${error.advice}`;
    throw error;
  }
  throw new Error(`"${line}" was accepted`);
}

describe('the arguments of an XSOAR command', () => {
  it('take the one value without a name as the argument that may stand so', () => {
    expect(read('da63').text('id')).toBe('da63');
  });

  it('have their defaults, which do not count as written', () => {
    expect(read('id=1').number('limit')).toBe(50);
    expect(read('id=1').has('limit')).toBe(false);
    expect(read('id=1 limit=7').has('limit')).toBe(true);
  });

  it('are matched to the options without regard to case, and given in their spelling', () => {
    expect(read('1 status=inprogress').text('status')).toBe('InProgress');
    expect(read('1 status=new').text('status')).toBe('Active');
    expect(read('1 sources="TWO, one"').list('sources')).toEqual(['two', 'one']);
  });

  it('split and trim lists', () => {
    expect(read('1 tags="a, b,,c d"').list('tags')).toEqual(['a', 'b', 'c d']);
    expect(read('1 tags=""').list('tags')).toEqual([]);
    expect(read('1 tags=""').has('tags')).toBe(true);
  });

  it('read JSON in quotes and in back-ticks', () => {
    expect(read('1 odata=`{"$top":5}`').json('odata')).toEqual({ $top: 5 });
    expect(read('1 odata="{\\"$top\\":5}"').json('odata')).toEqual({ $top: 5 });
  });

  it('take a context reference only as text in back-ticks', () => {
    expect(refusal('id=${incident.id}')).toMatch(/context.*character 4/);
    expect(read('id=`${incident.id}`').text('id')).toBe('${incident.id}');
  });

  it.each([
    ['', /needs id/],
    ['id=""', /id is empty/],
    ['1 2', /given twice/],
    ['1 id=2', /given twice/],
    ['1 nonsense=2', /no argument nonsense.*character 6.*limit/],
    ['1 limit=0', /from 1 to 1000/],
    ['1 limit=1001', /from 1 to 1000/],
    ['1 limit=1e2', /whole number/],
    ['1 limit=ten', /whole number/],
    ['1 timeout=-1', /whole number/],
    ['1 status=Gone', /unknown value.*Active, InProgress/],
    ['1 sources=one,three', /unknown value/],
    ['1 odata={', /not JSON/],
    ['1 odata=[1]', /not a JSON object/],
    [`1 tags=${'x'.repeat(70_000)}`, /too long/],
  ])('refuse %s', (line, reason) => {
    expect(refusal(line)).toMatch(reason);
  });

  it('are read or refused, whatever is written', () => {
    const name = fc.constantFrom(...KNOWN.map((argument) => argument.name), 'other', undefined);
    const written = fc.record({
      name,
      value: fc.oneof(fc.string(), fc.json()),
      at: fc.nat(),
      raw: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(written, { maxLength: 4 }), (pieces) => {
        try {
          readArguments('a', KNOWN, pieces);
        } catch (error) {
          expect(isVedetteError(error) && error.code).toBe('MDE_INPUT');
        }
      }),
    );
  });
});
