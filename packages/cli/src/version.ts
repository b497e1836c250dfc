import { readFileSync } from 'node:fs';

/** The version of this package: the same text as `vedette --version`, which answers without loading this. */
export function versionText(): string {
  const about = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(about) as { version: string }).version;
}
