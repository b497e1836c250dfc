/** Tables under the name they had before, and the one under which they are kept. */
const FORMER: Readonly<Record<string, string>> = {
  AADSignInEventsBeta: 'EntraIdSignInEvents',
  AADSpnSignInEventsBeta: 'EntraIdSpnSignInEvents',
};

export function presentName(table: string): string {
  return FORMER[table] ?? table;
}

export function isFormerName(table: string): boolean {
  return table in FORMER;
}
