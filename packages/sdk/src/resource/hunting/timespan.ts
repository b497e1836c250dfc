import { VedetteError } from '../../error.ts';
import type { HuntRoute } from '../hunting.ts';

const duration = String.raw`P(?=\d|T\d)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?)`;
const moment = String.raw`\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?`;
const known = new RegExp(
  `^(?:${moment}/${moment}|${moment}/${duration}|${duration}/${moment}|${duration}|${moment})$`,
);

/**
 * @throws VedetteError MDE_INPUT where it is no ISO 8601 interval, or the route takes none
 * @see https://learn.microsoft.com/graph/api/security-security-runhuntingquery
 */
export function checkTimespan(timespan: string | undefined, route: HuntRoute): void {
  if (timespan === undefined) return;
  const facts = { argument: 'timespan' };
  if (!known.test(timespan)) {
    throw new VedetteError('MDE_INPUT', `timespan: "${timespan}" is no ISO 8601 length or interval of time`, {
      advice: 'Write P7D, PT12H, or START/END as 2026-02-01T08:00:00Z/2026-02-02T08:00:00Z.',
      facts,
    });
  }
  if (route !== 'graph') {
    throw new VedetteError('MDE_INPUT', `timespan: the route ${route} takes none`, {
      advice: 'Write the time into the query, as in | where Timestamp > ago(7d), or hunt by the route graph.',
      facts,
    });
  }
}
