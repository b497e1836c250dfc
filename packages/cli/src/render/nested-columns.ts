import type { Column } from '@vedette/commands';
import { plainText } from './value.ts';
import type { Row } from './value.ts';

function shortType(record: Row): string {
  return plainText(record['@odata.type'])
    .replace(/^#?microsoft\.graph\.security\./, '')
    .replace(/Evidence$/, '');
}

/** What names a piece of evidence: the first of these that it has. */
const evidenceNames = [
  'deviceDnsName',
  'fileDetails.fileName',
  'imageFile.fileName',
  'userAccount.userPrincipalName',
  'userAccount.accountName',
  'ipAddress',
  'url',
  'primaryAddress',
  'subject',
  'registryKey',
  'appDisplayName',
  'displayName',
];

function evidenceName(record: Row): unknown {
  for (const path of evidenceNames) {
    const value = path
      .split('.')
      .reduce<unknown>((at, step) => (at as Row | null | undefined)?.[step], record);
    if (typeof value === 'string' && value !== '') return value;
  }
  return undefined;
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String).toSorted() : value;
}

/** How lists inside a record are shown, by the name of their field. Other lists show their own plain fields. */
export const nestedColumns: Readonly<Record<string, readonly Column[]>> = {
  alerts: [
    { title: 'ID', value: 'id' },
    { title: 'Severity', value: 'severity', kind: 'severity' },
    { title: 'Status', value: 'status', kind: 'status' },
    { title: 'Title', value: 'title' },
    { title: 'Category', value: 'category' },
    {
      title: 'Evidence',
      value: (record) => (record['evidence'] as unknown[] | null)?.length,
      kind: 'number',
    },
    { title: 'Updated', value: 'lastUpdateDateTime', kind: 'time' },
  ],
  evidence: [
    { title: 'Kind', value: shortType },
    { title: 'Name', value: evidenceName },
    { title: 'Verdict', value: 'verdict' },
    { title: 'Remediation', value: 'remediationStatus' },
    { title: 'Roles', value: 'roles' },
  ],
  requests: [
    { title: 'Method', value: 'method' },
    { title: 'API', value: 'audience' },
    { title: 'Path', value: 'path' },
    { title: 'Body', value: 'body' },
  ],
  apis: [
    { title: 'API', value: 'api' },
    { title: 'Expires', value: 'expires', kind: 'time' },
    { title: 'Granted', value: (record) => sorted(record['granted']), wrap: true },
    { title: 'Problem', value: 'error', below: '!' },
  ],
  comments: [
    { title: 'When', value: 'createdDateTime', kind: 'time' },
    { title: 'Who', value: 'createdByDisplayName' },
    { title: 'Comment', value: 'comment' },
  ],
};

/** Plain fields of the first records, for lists that are not known by name. */
export function columnsOf(records: readonly Row[], most = 8): Column[] {
  const names = new Set<string>();
  for (const record of records.slice(0, 50))
    for (const [name, value] of Object.entries(record))
      if (!name.startsWith('@odata') && (typeof value !== 'object' || value === null || Array.isArray(value)))
        names.add(name);
  const isTime = (name: string): boolean =>
    records.every((record) => looksLikeTime(record[name] ?? '1970-01-01T00:00:00Z'));
  return [...names].slice(0, most).map((name) => ({
    title: titleOf(name),
    value: (record) => record[name],
    kind: isTime(name) ? 'time' : undefined,
  }));
}

/** A time as Microsoft writes it: UTC, ISO 8601, any number of fractional digits. */
export function looksLikeTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);
}

/** `lastUpdateDateTime` as people write it: `Last update date time`. */
export function titleOf(name: string): string {
  const words = name
    .replaceAll('.', ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b(?:api|dns|id|ip|url)(?=s?\b)/g, (word) => word.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
