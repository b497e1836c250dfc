// The only import directions between the packages. What is not listed is refused.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Package → the packages of ours its sources may import. Tests may import anything. */
export const ARROWS: Readonly<Record<string, readonly string[]>> = {
  sdk: [],
  kql: [],
  // The one exception to the simulator's rule: its hunting service runs the engine, which knows nothing of our client.
  simulator: ['kql'],
  mirror: ['sdk'],
  hunting: ['sdk', 'kql', 'mirror'],
  commands: ['sdk', 'mirror', 'kql', 'hunting', 'simulator'],
  cli: ['sdk', 'mirror', 'commands', 'simulator'],
  testkit: ['sdk', 'simulator'],
};

/** Inside the sdk: network ─► credential ─► transport ─► resource; nothing points back. */
export const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'sdk/src/network': [],
  'sdk/src/credential': ['sdk/src/network'],
  'sdk/src/transport': ['sdk/src/network', 'sdk/src/credential'],
  'sdk/src/resource': ['sdk/src/transport', 'sdk/src/credential'],
};

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;

/** Every import that goes against the arrows, as `file → what it imports`. */
export async function wrongImports(): Promise<string[]> {
  const wrong: string[] = [];
  for (const [name, allowed] of Object.entries(ARROWS)) {
    const source = join(root, 'packages', name, 'src');
    for (const entry of await readdir(source, { recursive: true })) {
      if (!entry.endsWith('.ts')) continue;
      const file = join('packages', name, 'src', entry).replaceAll('\\', '/');
      const text = await readFile(join(root, file), 'utf8');
      for (const [, target = ''] of text.matchAll(IMPORT)) {
        const ours = /^@vedette\/([a-z]+)/.exec(target)?.[1];
        if (ours !== undefined && !allowed.includes(ours)) wrong.push(`${file} → ${target}`);
        if (target.startsWith('.')) {
          const path = new URL(target, `file:///${file}`).pathname.slice(1);
          if (!path.startsWith(`packages/${name}/`)) wrong.push(`${file} → ${target}`);
          const from = layerOf(file);
          const to = layerOf(path);
          if (from && to && from !== to && !LAYERS[from]?.includes(to)) wrong.push(`${file} → ${target}`);
        }
      }
    }
  }
  return wrong;
}

function layerOf(file: string): string | undefined {
  return Object.keys(LAYERS).find((layer) => file.startsWith(`packages/${layer}/`));
}
