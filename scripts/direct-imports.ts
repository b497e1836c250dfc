import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const packages = fileURLToPath(new URL('../packages', import.meta.url));

/** Where a name of a barrel is really defined: a file, and whether the name is that file's whole namespace. */
interface Origin {
  readonly file: string;
  readonly name: string;
}

async function definedIn(file: string): Promise<string[]> {
  const source = await readFile(file, 'utf8');
  return [...source.matchAll(/^export (?:async )?(?:const|function\*?|class) (\w+)/gm)].map(
    ([, name]) => name ?? '',
  );
}

/** Reads the one barrel of a package; its lines are of three kinds, and a lint keeps them so. */
async function originsOf(barrel: string): Promise<Map<string, Origin>> {
  const source = await readFile(barrel, 'utf8');
  const origins = new Map<string, Origin>();
  const place = (path: string): string => join(dirname(barrel), path);
  for (const [, names = '', path = ''] of source.matchAll(/^export \{([^}]*)\} from '([^']+)';/gm))
    for (const part of names.split(',').map((one) => one.trim())) {
      const [, name, as] = /^(\w+)(?: as (\w+))?$/.exec(part) ?? [];
      if (name !== undefined) origins.set(as ?? name, { file: place(path), name });
    }
  for (const [, name = '', path = ''] of source.matchAll(/^export \* as (\w+) from '([^']+)';/gm))
    origins.set(name, { file: place(path), name: '*' });
  for (const [, path = ''] of source.matchAll(/^export \* from '([^']+)';/gm))
    for (const name of await definedIn(place(path))) origins.set(name, { file: place(path), name });
  return origins;
}

/**
 * Takes names from the files that define them instead of from the barrel of their package.
 *
 * The bundler splits by files: whatever takes one name from a barrel gets every file behind it into its start,
 * unused. Measured: 50 ms on each command, for the schemas of commands that were not asked for.
 */
export function directImports(): Plugin {
  const barrels = new Map<string, Promise<Map<string, Origin>>>();
  const knownOf = (name: string): Promise<Map<string, Origin>> => {
    const known = barrels.get(name) ?? originsOf(join(packages, name, 'src', 'index.ts'));
    barrels.set(name, known);
    return known;
  };
  return {
    name: 'direct-imports',
    setup(build) {
      build.onLoad({ filter: /[\\/]packages[\\/]\w+[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const statement = /import \{([^}]*)\} from '@vedette\/(\w+)';/g;
        let contents = '';
        let end = 0;
        for (const found of source.matchAll(statement)) {
          const [whole, names = '', name = ''] = found;
          contents += source.slice(end, found.index) + direct(whole, names, await knownOf(name));
          end = found.index + whole.length;
        }
        return { contents: contents + source.slice(end), loader: 'ts', resolveDir: dirname(path) };
      });
    },
  };
}

function direct(whole: string, names: string, origins: ReadonlyMap<string, Origin>): string {
  const wanted = names
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && !one.startsWith('type '));
  const lines = wanted.map((part) => {
    const [, name = '', as] = /^(\w+)(?: as (\w+))?$/.exec(part) ?? [];
    const origin = origins.get(name);
    if (!origin) return undefined;
    const local = as ?? name;
    const from = JSON.stringify(origin.file);
    return origin.name === '*'
      ? `import * as ${local} from ${from};`
      : `import { ${origin.name} as ${local} } from ${from};`;
  });
  // A name that is not found is left for the bundler to complain about.
  return lines.includes(undefined) ? whole : lines.join(' ');
}
