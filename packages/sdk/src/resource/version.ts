/** Which version of which record: the identifier and the time of last update, in Graph's shape. */
export function versionOf(record: Readonly<Record<string, unknown>>): string {
  return `${String(record['id'])}@${String(record['lastUpdateDateTime'])}`;
}
