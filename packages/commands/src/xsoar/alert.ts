import type { TableColumn } from './table.ts';

/** Not the `==` of the platform's own keys: the integration writes this one by hand. */
export const ALERT_KEY = 'MsGraph.Alert(val.ID && val.ID === obj.ID)';
const ALERT_COMMENT_KEY = 'MsGraph.AlertComment(val.ID && val.ID == obj.ID)';

/** Names that are not just the Graph name with a capital. They hold at every depth. */
const RENAMED: Readonly<Record<string, string>> = { id: 'ID', createdDateTime: 'CreatedDate' };

/**
 * Names under which the documentation of the integration promises a value that the integration then gives under
 * another one (a stray Hebrew vowel point, a capital after the dot). Both are given.
 */
const ALSO: Readonly<Record<string, string>> = {
  '@odata.type': '@odata.Type',
  '@odata.context': '@odata.Context',
  countryLetterCode: 'C\u05b9ountryLetterCode',
};

/** Alerts in the shape of Microsoft Graph, one or a list, as context. */
export function alertContext(alerts: unknown): Record<string, unknown> {
  return { [ALERT_KEY]: toContext(alerts) };
}

/** All comments of an alert, as context. */
export function commentContext(alertId: unknown, comments: readonly unknown[]): Record<string, unknown> {
  return { [ALERT_COMMENT_KEY]: { ID: alertId, Comments: comments.map(toContext) } };
}

/** Gives a Graph record its XSOAR names: a capital first letter at every depth, and the tables above. */
export function toContext(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toContext);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const mapped = toContext(inner);
      const own = RENAMED[name] ?? name.slice(0, 1).toUpperCase() + name.slice(1);
      const also = ALSO[name];
      return also === undefined
        ? [[own, mapped]]
        : [
            [own, mapped],
            [also, mapped],
          ];
    }),
  );
}

/** The columns of alerts in the war room, in the order of the integration. */
export const ALERT_COLUMNS: readonly TableColumn<Readonly<Record<string, unknown>>>[] = [
  'ID',
  'DetectionSource',
  'ServiceSource',
  'Title',
  'Category',
  'Severity',
  'CreatedDate',
  'LastUpdateDateTime',
  'Status',
  'IncidentId',
].map((header) => ({ header, value: (alert) => alert[header] }));

export const COMMENT_COLUMNS: readonly TableColumn<Readonly<Record<string, unknown>>>[] = [
  'Comment',
  'CreatedByDisplayName',
  'CreatedDate',
].map((header) => ({ header, value: (comment) => comment[header] }));
