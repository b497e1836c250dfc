import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../src/value/canonical.ts';
import { textOfUnits, unitsOf } from '../../src/value/decimal.ts';
import { arrayOf, bagOf, elementsOf, propertiesOf } from '../../src/value/json-text.ts';
import {
  formatDatetime,
  formatTimespan,
  LAST_TICK,
  parseDatetime,
  parseTimespan,
} from '../../src/value/time.ts';
import { toLocal, toUtc } from '../../src/value/time-zone.ts';

describe('values as text', () => {
  it('reads every instant and span it writes', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, LAST_TICK), fc.bigInt(-(2n ** 62n), 2n ** 62n), (instant, span) => {
        expect(parseDatetime(formatDatetime(instant))).toBe(instant);
        expect(parseTimespan(formatTimespan(span))).toBe(span);
      }),
    );
  });

  it('reads every decimal it writes', () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 37n), 10n ** 37n), (units) => {
        expect(unitsOf(textOfUnits(units))).toBe(units);
      }),
    );
  });

  it('takes JSON apart and puts it together again', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (array, bag) => {
        const list = JSON.stringify(array, undefined, 1);
        expect(JSON.parse(arrayOf(elementsOf(list) ?? []))).toEqual(JSON.parse(list));
        const object = JSON.stringify(bag, undefined, 1);
        expect(JSON.parse(bagOf(propertiesOf(object) ?? []))).toEqual(JSON.parse(object));
      }),
    );
  });

  it('has one text for the same value, however its properties are ordered', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (bag) => {
        const turned = Object.fromEntries(Object.entries(bag).toReversed());
        expect(canonical(JSON.stringify(turned, undefined, 2))).toBe(canonical(JSON.stringify(bag)));
      }),
    );
  });

  it('comes back from the clocks of a zone, except in the hour that they show twice', () => {
    const year = parseDatetime('2024-01-01')!;
    fc.assert(
      fc.property(
        fc.bigInt(0n, 366n * 24n * 60n),
        fc.constantFrom('Europe/Paris', 'America/Chicago', 'Asia/Kolkata'),
        (minutes, zone) => {
          const instant = year + minutes * 600_000_000n;
          const back = toUtc(toLocal(instant, zone)!, zone)!;
          expect([0n, 36_000_000_000n]).toContain(back - instant);
        },
      ),
    );
  });
});
