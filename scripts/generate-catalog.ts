// Writes packages/commands/src/catalog/index.ts from the files below catalog/: a folder is a noun, a file a verb.
// Run: node --conditions=source scripts/generate-catalog.ts
import { readdir, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { Command } from '@vedette/commands';

const folder = fileURLToPath(new URL('../packages/commands/src/catalog/', import.meta.url));
export const indexFile = `${folder}index.ts`;

/** The id, the path and the definition of every command there is, in order of id. */
export async function readCommands(): Promise<
  { id: string; path: string; name: string; command: Command }[]
> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => path.includes('/'));
  const commands = await Promise.all(
    files.map(async (path) => {
      const name = basename(path, '.ts').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const module = (await import(pathToFileURL(join(folder, path)).href)) as Record<
        string,
        Command | undefined
      >;
      const command = module[name];
      const id = path.replace(/\.ts$/, '').replace('/', '.');
      if (!command) throw new Error(`catalog/${path} must export its command as "${name}"`);
      if (command.id !== id) throw new Error(`catalog/${path} has id "${command.id}"; its path says "${id}"`);
      return { id, path, name, command };
    }),
  );
  return commands.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The text of the index: all that help needs stands in it, and a command is loaded when it is run. */
export async function catalogSource(): Promise<string> {
  const rows = (await readCommands()).map(({ id, path, name, command }) => {
    const { summary, effect, profile = 'required' } = command;
    const words = command.words ?? id.split('.');
    const listed = JSON.stringify({ summary, words, effect, profile }).slice(1, -1);
    return `${JSON.stringify(id)}: { ${listed}, load: async () => (await import('./${path}')).${name} },`;
  });
  const source = `// Written by scripts/generate-catalog.ts from the files of this folder. Do not edit.
import type { Command, Effect } from '../define.ts';

/** What is known of a command before it is loaded. */
export interface CatalogEntry {
  readonly summary: string;
  /** What is typed after \`vedette\`. */
  readonly words: readonly string[];
  readonly effect: Effect;
  readonly profile: 'required' | 'optional' | 'new';
  readonly load: () => Promise<Command>;
}

export const catalog = {
${rows.join('\n')}
} as const satisfies Readonly<Record<string, CatalogEntry>>;

export type CommandId = keyof typeof catalog;
`;
  return format(source, { ...(await resolveConfig(indexFile)), filepath: indexFile });
}

if (import.meta.main) await writeFile(indexFile, await catalogSource());
