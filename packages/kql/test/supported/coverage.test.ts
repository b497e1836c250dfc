import { coverage, KINDS } from '@vedette/kql';
import { describe, expect, it } from 'vitest';

describe('what of the language runs', () => {
  it.each(KINDS)('counts every name of the %s once', (kind) => {
    const { supported, refused, excluded } = coverage(kind);
    const names = [...supported, ...refused.keys(), ...excluded.keys()];
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(20);
  });

  it.each(KINDS)('gives a reason for each of the %s it leaves out', (kind) => {
    const { refused, excluded } = coverage(kind);
    for (const reason of [...refused.values(), ...excluded.values()]) expect(reason).toMatch(/\w+ \w+/);
  });

  it('knows the operators that hunting uses most', () => {
    expect(coverage('operators').supported).toEqual(
      expect.arrayContaining([
        'where',
        'extend',
        'summarize',
        'project',
        'project-reorder',
        'join',
        'mv-expand',
        'top',
      ]),
    );
  });

  it('compares texts in every way the language has', () => {
    const { supported, refused } = coverage('string-operators');
    expect([...refused.keys()]).toEqual([]);
    expect(supported).toEqual(
      expect.arrayContaining(['has', '!has_cs', 'in~', '=~', 'matches regex', 'has_any']),
    );
  });
});
