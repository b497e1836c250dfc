import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timeline } from '../../src/tenant/timeline.ts';

describe('a timeline', () => {
  it('stays in order through any showing, hiding and touching', () => {
    const step = fc.record({
      kind: fc.constantFrom('show', 'hide', 'touch', 'tie'),
      row: fc.nat(20),
      at: fc.nat(9),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const timeline = new Timeline();
        const shown = new Map<number, { created: number; updated: number }>();
        for (const { kind, row, at } of steps) {
          const known = shown.get(row);
          if (kind === 'show' && known === undefined) {
            timeline.set(row, at, at);
            timeline.show(row);
            shown.set(row, { created: at, updated: at });
          } else if (kind === 'hide' && known !== undefined) {
            timeline.hide(row);
            shown.delete(row);
          } else if (kind === 'touch' && known !== undefined) {
            timeline.touch(row, at);
            known.updated = at;
          } else if (kind === 'tie') {
            timeline.tie(3);
            for (const [other, times] of shown) times.updated = timeline.updated.get(other);
          }
        }
        const expected = [...shown]
          .sort(([a, x], [b, y]) => x.updated - y.updated || a - b)
          .map(([row]) => row);
        expect([...timeline.byUpdated.rows()]).toEqual(expected);
        for (const [rank, row] of expected.entries()) expect(timeline.byUpdated.at(rank)).toBe(row);
        for (let at = 0; at < 10; at += 1) {
          const below = expected.filter((row) => timeline.updated.get(row) < at).length;
          expect(timeline.byUpdated.rankOf(at)).toBe(below);
        }
      }),
    );
  });

  it('ties full groups to their latest time and moves none back', () => {
    const timeline = new Timeline();
    for (let row = 0; row < 10; row += 1) timeline.set(row, row, row * 10);
    timeline.fill(Array.from({ length: 10 }, (_, row) => row));
    timeline.tie(4);
    expect(Array.from({ length: 10 }, (_, row) => timeline.updated.get(row))).toEqual([
      30, 30, 30, 30, 70, 70, 70, 70, 90, 90,
    ]);
  });
});
