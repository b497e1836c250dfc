import * as z from 'zod';
import { ALL_DETERMINATIONS, CLASSIFICATIONS } from './judgement.ts';

/** Inputs that several commands share, bounded once. */

/** Defender's numeric incident ids; Graph gives them as text. */
export const incidentId = z
  .string()
  .regex(/^\d{1,19}$/, 'an incident id is a number')
  .describe('Number of the incident, as the portal shows it');

/** Alert ids differ by product (`da63…_-123`, a GUID …), so only what cannot be part of a path is refused. */
export const alertId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w.:~!=@$()+-]+$/, 'an alert id has letters, digits, _ - . and : only')
  .refine((id) => !/^\.+$/.test(id), 'an alert id is not made of dots alone')
  .describe('Id of the alert, as alert list gives it');

export const routeOption = z
  .enum(['graph', 'native', 'auto'])
  .optional()
  .describe('API that answers: Microsoft Graph, the Defender API itself, or whichever the token may use');

export const limitOption = z.int().min(1).max(1_000_000).default(50).describe('Stop after so many records');

export const odataOption = z
  .string()
  .min(1)
  .max(4000)
  .optional()
  .describe('A condition in OData, in the field names of the route, and-ed with the other filters');

/** Relative (`30m`, `12h`, `7d`, `2w`) or ISO 8601; see `timeFrom`. */
export const timeOption = z
  .string()
  .max(40)
  .regex(
    /^(\d{1,6}\s*[smhdw]|\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?)$/i,
    'a time is ISO 8601 (2026-02-01, 2026-02-01T08:00:00Z) or how long ago (30m, 12h, 7d, 2w)',
  )
  .optional();

export const personName = z.string().max(320);

export const severityFilter = z
  .array(z.enum(['unknown', 'informational', 'low', 'medium', 'high']))
  .min(1)
  .max(5)
  .optional()
  .describe('One or several severities');

export const commentText = z.string().trim().min(1).max(30_000);

export const tagList = z.array(z.string().trim().min(1).max(200)).max(100);

/** Whose it is and what it turned out to be: the same for incidents and alerts. */
export const assessmentInputs = {
  assignedTo: personName.optional().describe('User principal name; an empty value unassigns'),
  classification: z.enum(CLASSIFICATIONS).optional().describe('What it turned out to be'),
  determination: z
    .enum(ALL_DETERMINATIONS)
    .optional()
    .describe('Which kind; must go with the classification. Without it: other'),
};
