import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  and,
  compare,
  compareTime,
  literal,
  oneOf,
  or,
  path,
  raw,
  timeLiteral,
} from '../../src/transport/odata.ts';

describe('the builder of OData conditions', () => {
  it('doubles quotes, so that no value can leave its literal', () => {
    expect(compare('assignedTo', 'eq', "o'hara' or 1 eq 1")).toBe("assignedTo eq 'o''hara'' or 1 eq 1'");
    fc.assert(
      fc.property(fc.string(), (text) => {
        const written = literal(text);
        expect(written.slice(1, -1).replaceAll("''", '')).not.toContain("'");
        expect(written.slice(1, -1).replaceAll("''", "'")).toBe(text);
      }),
    );
  });

  it('writes times without quotes and in UTC', () => {
    expect(compareTime('createdDateTime', 'ge', '2026-01-02')).toBe(
      'createdDateTime ge 2026-01-02T00:00:00Z',
    );
    expect(timeLiteral('2026-01-02T03:04:05.1234567Z')).toBe('2026-01-02T03:04:05.1234567Z');
    expect(timeLiteral('2026-01-02T03:04:05+02:00')).toBe('2026-01-02T01:04:05.000Z');
    expect(timeLiteral('2026-01-02T03:04:05')).toBe('2026-01-02T03:04:05Z');
  });

  it.each(['tomorrow', '2026-13-01', "2026-01-01' or 1 eq 1", ''])('refuses "%s" as a time', (text) => {
    expect(() => timeLiteral(text)).toThrow(expect.objectContaining({ code: 'MDE_INPUT' }));
  });

  it('puts alternatives into parentheses beside other conditions', () => {
    expect(and([oneOf('status', ['a', 'b']), compare('severity', 'eq', 'high')])).toBe(
      "(status eq 'a' or status eq 'b') and severity eq 'high'",
    );
    expect(and([undefined, or([])])).toBeUndefined();
  });

  it.each(["a) or (b eq 'x'", "name eq 'x", ')(', '', '('])('refuses the raw condition "%s"', (text) => {
    expect(() => raw(text)).toThrow(expect.objectContaining({ code: 'MDE_INPUT' }));
  });

  it('keeps a raw condition to itself', () => {
    expect(raw("a eq 1 or contains(b,'it''s (fine')")).toBe("(a eq 1 or contains(b,'it''s (fine'))");
  });

  it('encodes each value of a path as one segment', () => {
    expect(path`/api/alerts/${'da12_-3/../x?y#z'}`).toBe('/api/alerts/da12_-3%2F..%2Fx%3Fy%23z');
    for (const bad of ['', '.', '..', 'a\nb']) {
      expect(() => path`/api/alerts/${bad}`).toThrow(expect.objectContaining({ code: 'MDE_INPUT' }));
    }
  });
});
