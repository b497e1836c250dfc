import { isVedetteError, VedetteError } from '@vedette/sdk';
import { ALL_DETERMINATIONS, CLASSIFICATIONS, judge, type Judgement } from '../catalog/judgement.ts';

/** Words of Microsoft Graph that the Defender XDR API spells in another way than with a capital. */
const SPELLED: Readonly<Record<string, string>> = {
  unknown: 'NotAvailable',
  notEnoughDataToValidate: 'NoEnoughDataToValidate',
};

const nativeClassification = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const nativeDetermination = (word: string): string => SPELLED[word] ?? nativeClassification(word);

export const NATIVE_CLASSIFICATIONS = CLASSIFICATIONS.map(nativeClassification);
export const NATIVE_DETERMINATIONS = ALL_DETERMINATIONS.map(nativeDetermination);

/** The words of the Defender XDR API in those of Microsoft Graph. */
export function toGraphJudgement({ classification, determination }: Judgement): Judgement {
  return {
    classification: CLASSIFICATIONS.find((word) => nativeClassification(word) === classification),
    determination: ALL_DETERMINATIONS.find((word) => nativeDetermination(word) === determination),
  };
}

/**
 * The same rule as for `incident update`, in the words of the Defender XDR API: a determination goes with a
 * classification, and a classification alone gets the determination that says nothing.
 *
 * @throws VedetteError MDE_INPUT naming what is allowed.
 */
export function judgeNative(given: Judgement): Judgement {
  try {
    const { classification, determination } = judge(toGraphJudgement(given));
    return {
      classification: classification && nativeClassification(classification),
      determination: determination && nativeDetermination(determination),
    };
  } catch (error) {
    if (!isVedetteError(error)) throw error;
    const { classification, determination } = given;
    if (classification === undefined) {
      throw refused(
        'classification',
        'determination needs a classification beside it',
        NATIVE_CLASSIFICATIONS,
        error,
      );
    }
    const allowed = [error.facts['allowed']].flat().map((word) => nativeDetermination(String(word)));
    throw refused(
      'determination',
      `determination ${determination} does not go with classification ${classification}`,
      allowed,
      error,
    );
  }
}

function refused(
  argument: string,
  what: string,
  allowed: readonly string[],
  cause: VedetteError,
): VedetteError {
  return new VedetteError('MDE_INPUT', what, {
    advice: `Give ${argument} as one of: ${allowed.join(', ')}.`,
    facts: { argument, allowed },
    cause,
  });
}
