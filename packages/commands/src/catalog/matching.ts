import type { Incident, IncidentFilter } from '@vedette/sdk';

/** The same conditions as the cloud applies, over a record at hand. */
export function matches(record: Incident, filter: IncidentFilter): boolean {
  return (
    oneOf(record.status, filter.status) &&
    oneOf(record.severity, filter.severity) &&
    oneOf(record.classification, filter.classification) &&
    oneOf(record.determination, filter.determination) &&
    (filter.assignedTo === undefined || same(record.assignedTo, filter.assignedTo)) &&
    within(record.lastUpdateDateTime, filter.updatedFrom, filter.updatedBefore) &&
    within(record.createdDateTime, filter.createdFrom, filter.createdBefore)
  );
}

function oneOf(value: unknown, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.some((one) => same(value, one));
}

function same(value: unknown, wanted: string): boolean {
  return typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase();
}

function within(value: unknown, from: string | undefined, before: string | undefined): boolean {
  if (from === undefined && before === undefined) return true;
  if (typeof value !== 'string') return false;
  const at = sortable(value);
  return (from === undefined || at >= sortable(from)) && (before === undefined || at < sortable(before));
}

/** UTC times differ in the number of fractional digits; padded to nine they sort as text. */
function sortable(time: string): string {
  const [seconds = '', fraction = ''] = time.replace(/Z$/i, '').split('.');
  return `${seconds}.${fraction.padEnd(9, '0')}`;
}
