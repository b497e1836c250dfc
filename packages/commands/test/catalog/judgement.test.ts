import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DETERMINATIONS, judge } from '@vedette/commands';

const classifications = Object.keys(DETERMINATIONS) as (keyof typeof DETERMINATIONS)[];
const determinations = [...new Set(Object.values(DETERMINATIONS).flat())] as string[];

describe('classification and determination', () => {
  it('say nothing when neither is given', () => {
    expect(judge({})).toEqual({});
  });

  it('go together exactly as the table says', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...classifications),
        fc.constantFrom(...determinations),
        (classification, determination) => {
          const good = (DETERMINATIONS[classification] as readonly string[]).includes(determination);
          if (good) {
            expect(judge({ classification, determination })).toEqual({ classification, determination });
            return;
          }
          expect(() => judge({ classification, determination })).toThrow(
            expect.objectContaining({
              code: 'MDE_INPUT',
              facts: expect.objectContaining({ allowed: DETERMINATIONS[classification] }) as object,
            }),
          );
        },
      ),
    );
  });

  it.each([
    ['truePositive', 'other'],
    ['falsePositive', 'other'],
    ['informationalExpectedActivity', 'other'],
    ['unknown', 'unknown'],
  ])('%s alone is completed with %s', (classification, determination) => {
    expect(judge({ classification })).toEqual({ classification, determination });
  });

  it('refuses a determination without a classification, naming the classifications', () => {
    expect(() => judge({ determination: 'malware' })).toThrow(
      expect.objectContaining({ facts: { argument: 'classification', allowed: classifications } }),
    );
  });
});
