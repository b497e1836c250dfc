import { literals } from './literal.ts';
import type { FileColumns } from './purpose.ts';

/** Whose events are wanted. Values of one list are alternatives. */
export interface Selection {
  readonly devices?: readonly string[] | undefined;
  readonly deviceIds?: readonly string[] | undefined;
  readonly files?: readonly string[] | undefined;
  readonly sha1?: readonly string[] | undefined;
  readonly sha256?: readonly string[] | undefined;
  readonly md5?: readonly string[] | undefined;
  readonly users?: readonly string[] | undefined;
  /** What the command line of the acting process holds; for the one hunt that asks for it. */
  readonly commandLine?: string | undefined;
  /** Only processes with more distinct remote addresses than this; for the one hunt that counts them. */
  readonly moreAddressesThan?: number | undefined;
  /** Whether selectors of different kinds must all hold, or one of them. */
  readonly match: 'any' | 'all';
  /**
   * Equality instead of `has_any`, which finds `srv` in `srv-02` as well. A device is then named by its full name,
   * or by the part before the first dot.
   */
  readonly exact: boolean;
}

type Selector = 'devices' | 'deviceIds' | 'files' | 'sha1' | 'sha256' | 'md5';

const DEVICE: readonly (readonly [Selector, string])[] = [
  ['devices', 'DeviceName'],
  ['deviceIds', 'DeviceId'],
];

const FILE: readonly (readonly [Selector, string])[] = [
  ['files', 'FileName'],
  ['sha1', 'SHA1'],
  ['sha256', 'SHA256'],
  ['md5', 'MD5'],
];

/** The conditions that a selection amounts to, one for each kind that was given. */
export function deviceConditions(selection: Selection): string[] {
  return conditions(selection, DEVICE, '');
}

export function fileConditions(selection: Selection, files: FileColumns): string[] {
  return files === 'none'
    ? []
    : conditions(selection, FILE, files === 'initiating' ? 'InitiatingProcess' : '');
}

/** The account as the one an event is about, or the one that caused it. */
export function userCondition(selection: Selection): string | undefined {
  const values = selection.users ?? [];
  if (values.length === 0) return undefined;
  return ['AccountName', 'InitiatingProcessAccountName']
    .map((column) => `${column} ${selection.exact ? 'in~' : 'has_any'} ${literals(values)}`)
    .join(' or ');
}

/** Names of the file selectors that were given, for a hunt that cannot use them. */
export function givenFileSelectors(selection: Selection): Selector[] {
  return FILE.map(([key]) => key).filter((key) => (selection[key] ?? []).length > 0);
}

function conditions(
  selection: Selection,
  columns: readonly (readonly [Selector, string])[],
  prefix: string,
): string[] {
  return columns.flatMap(([key, name]) => {
    const values = selection[key] ?? [];
    if (values.length === 0) return [];
    const column = `${prefix}${name}`;
    if (!selection.exact) return [`${column} has_any ${literals(values)}`];
    const whole = `${column} in~ ${literals(values)}`;
    return [
      key === 'devices' ? `(${whole} or tostring(split(${column}, ".")[0]) in~ ${literals(values)})` : whole,
    ];
  });
}
