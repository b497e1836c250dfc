/** A table under the name it had, with the columns it had then. */
export interface FormerTable {
  /** Its name today. */
  readonly now: string;
  /** Former names of columns → their names today; each stands in front of the column of today. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Columns it did not have yet. */
  readonly without?: readonly string[];
}

/**
 * Former names under which queries still ask for a table. Where no rows are given for them, they are those of the table of today.
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-aadsignineventsbeta-table
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-aadspnsignineventsbeta-table
 */
export const FORMER_TABLES: ReadonlyMap<string, FormerTable> = new Map([
  [
    'AADSignInEventsBeta',
    {
      now: 'EntraIdSignInEvents',
      columns: { AadDeviceId: 'EntraIdDeviceId' },
      without: ['IsConfidentialClient'],
    },
  ],
  ['AADSpnSignInEventsBeta', { now: 'EntraIdSpnSignInEvents' }],
]);
