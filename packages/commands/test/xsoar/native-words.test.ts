import { describe, expect, it } from 'vitest';
import { isVedetteError } from '@vedette/sdk';
import { toGraphCondition } from '../../src/xsoar/native-condition.ts';
import { judgeNative, toGraphJudgement } from '../../src/xsoar/native-judgement.ts';

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isVedetteError(error) && error.code === 'MDE_INPUT') return `${error.message} ${error.advice}`;
    throw error;
  }
  throw new Error('was accepted');
}

describe('a condition for the Defender XDR API', () => {
  it.each([
    ["status eq 'InProgress'", "status eq 'inProgress'"],
    ["(status eq 'Active' or status ne 'Resolved')", "(status eq 'active' or status ne 'resolved')"],
    ["assignedTo eq 'Anna.O''Neil@contoso.com'", "assignedTo eq 'Anna.O''Neil@contoso.com'"],
    ['createdTime gt 2026-01-01T00:00:00.1234567Z', 'createdDateTime gt 2026-01-01T00:00:00.1234567Z'],
    [
      'lastUpdateTime gt 2026-01-01T02:00:00+02:00 and assignedTo eq null',
      'lastUpdateDateTime gt 2026-01-01T02:00:00+02:00 and assignedTo eq null',
    ],
    ["assignedTo eq 'status eq x'", "assignedTo eq 'status eq x'"],
    ['lastUpdateTime desc', 'lastUpdateDateTime desc'],
  ])('%s is in Graph: %s', (native, graph) => {
    expect(toGraphCondition(native)).toBe(graph);
  });

  it('is refused when Graph has no word for it', () => {
    expect(refusal(() => toGraphCondition("incidentName eq 'x'"))).toContain('incidentName');
  });
});

describe('a judgement in the words of the Defender XDR API', () => {
  it.each([
    [{}, {}],
    [
      { classification: 'TruePositive', determination: 'Malware' },
      { classification: 'TruePositive', determination: 'Malware' },
    ],
    [{ classification: 'TruePositive' }, { classification: 'TruePositive', determination: 'Other' }],
    [{ classification: 'Unknown' }, { classification: 'Unknown', determination: 'NotAvailable' }],
    [
      { classification: 'FalsePositive', determination: 'NoEnoughDataToValidate' },
      { classification: 'FalsePositive', determination: 'NoEnoughDataToValidate' },
    ],
  ])('%j becomes %j', (given, expected) => {
    expect(judgeNative(given)).toEqual({ classification: undefined, determination: undefined, ...expected });
  });

  it('is refused when the halves do not go together, naming what does', () => {
    expect(refusal(() => judgeNative({ determination: 'Malware' }))).toMatch(
      /needs a classification.*TruePositive/,
    );
    expect(refusal(() => judgeNative({ classification: 'FalsePositive', determination: 'Malware' }))).toMatch(
      /NotMalicious, NoEnoughDataToValidate, Other/,
    );
    expect(refusal(() => judgeNative({ classification: 'Unknown', determination: 'Other' }))).toMatch(
      /NotAvailable/,
    );
  });

  it('has its words in Graph', () => {
    expect(toGraphJudgement({ classification: 'Unknown', determination: 'NotAvailable' })).toEqual({
      classification: 'unknown',
      determination: 'unknown',
    });
  });
});
