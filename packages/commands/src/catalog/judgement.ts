import { VedetteError } from '@vedette/sdk';

/**
 * Which determinations go with which classification, in the words of Microsoft Graph. The first is not a
 * default: `other` (or `unknown`) is what stands for "not said".
 *
 * @see https://learn.microsoft.com/defender-xdr/api-update-incidents
 */
export const DETERMINATIONS = {
  truePositive: [
    'multiStagedAttack',
    'maliciousUserActivity',
    'malware',
    'phishing',
    'compromisedAccount',
    'unwantedSoftware',
    'other',
  ],
  informationalExpectedActivity: [
    'securityTesting',
    'lineOfBusinessApplication',
    'confirmedActivity',
    'other',
  ],
  falsePositive: ['notMalicious', 'notEnoughDataToValidate', 'other'],
  unknown: ['unknown'],
} as const satisfies Record<string, readonly string[]>;

export type ClassificationName = keyof typeof DETERMINATIONS;

export const CLASSIFICATIONS = Object.keys(DETERMINATIONS) as [ClassificationName, ...ClassificationName[]];

export type DeterminationName = (typeof DETERMINATIONS)[ClassificationName][number];

export const ALL_DETERMINATIONS = [...new Set(Object.values(DETERMINATIONS).flat())] as [
  DeterminationName,
  ...DeterminationName[],
];

export interface Judgement {
  readonly classification?: string | undefined;
  readonly determination?: string | undefined;
}

/**
 * A determination belongs to a classification. One without the other is refused; a classification alone is
 * completed with "not said", so that no determination of an earlier classification stays behind.
 *
 * @throws VedetteError MDE_INPUT with `facts.allowed`.
 */
export function judge({ classification, determination }: Judgement): Judgement {
  if (classification === undefined && determination === undefined) return {};
  const allowed = DETERMINATIONS[classification as ClassificationName] as readonly string[] | undefined;
  if (allowed === undefined) {
    const what =
      classification === undefined
        ? 'determination needs a classification beside it'
        : `classification: there is no "${classification}"`;
    throw new VedetteError('MDE_INPUT', what, {
      advice: `Give classification as one of: ${CLASSIFICATIONS.join(', ')}.`,
      facts: { argument: 'classification', allowed: CLASSIFICATIONS },
    });
  }
  if (determination === undefined) {
    return { classification, determination: classification === 'unknown' ? 'unknown' : 'other' };
  }
  if (!allowed.includes(determination)) {
    throw new VedetteError(
      'MDE_INPUT',
      `determination: "${determination}" does not go with classification "${classification}"`,
      {
        advice: `With ${classification} give one of: ${allowed.join(', ')}.`,
        facts: { argument: 'determination', allowed },
      },
    );
  }
  return { classification, determination };
}
