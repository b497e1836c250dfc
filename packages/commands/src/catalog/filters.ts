import type { CallOptions, IncidentFilter, Route } from '@vedette/sdk';
import * as z from 'zod';
import type { CommandContext } from '../context.ts';
import { odataOption, personName, severityFilter, timeOption } from './inputs.ts';
import { ALL_DETERMINATIONS, CLASSIFICATIONS } from './judgement.ts';
import { timeFrom } from './time.ts';

/** The filters that incidents and alerts have in common. */
export const filterInputs = {
  severity: severityFilter,
  classification: z.array(z.enum(CLASSIFICATIONS)).min(1).max(10).optional().describe('One or several'),
  determination: z.array(z.enum(ALL_DETERMINATIONS)).min(1).max(20).optional().describe('One or several'),
  assignedTo: personName.min(1).optional().describe('User principal name of the person it is assigned to'),
  since: timeOption.describe('Updated at or after this time: ISO 8601, or how long ago (12h, 7d)'),
  until: timeOption.describe('Updated before this time'),
  createdSince: timeOption.describe('Created at or after this time'),
  createdUntil: timeOption.describe('Created before this time'),
  odata: odataOption,
};

interface FilterInput {
  readonly status?: readonly string[] | undefined;
  readonly severity?: readonly string[] | undefined;
  readonly classification?: readonly string[] | undefined;
  readonly determination?: readonly string[] | undefined;
  readonly assignedTo?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly createdSince?: string | undefined;
  readonly createdUntil?: string | undefined;
  readonly odata?: string | undefined;
}

export function filterFrom(input: FilterInput, now: number): IncidentFilter {
  return {
    status: input.status,
    severity: input.severity,
    classification: input.classification,
    determination: input.determination,
    assignedTo: input.assignedTo,
    updatedFrom: timeFrom(input.since, now, 'since'),
    updatedBefore: timeFrom(input.until, now, 'until'),
    createdFrom: timeFrom(input.createdSince, now, 'createdSince'),
    createdBefore: timeFrom(input.createdUntil, now, 'createdUntil'),
    odata: input.odata,
  };
}

/** What every call to the cloud takes from the surface. */
export function callOptions(context: CommandContext, input: { route?: Route | undefined }): CallOptions {
  return { route: input.route ?? context.profile.route, signal: context.signal };
}
