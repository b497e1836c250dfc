// Bundles the binary from the sources. Bundled and split: a command loads only what it needs, in few and large
// reads, which is what keeps a cold start short.
import { readdir, rm } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { directImports } from './direct-imports.ts';
import { requiredBuiltins } from './required-builtins.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Our modules only define things, so one of which nothing is used can be left out. */
const pureSources: Plugin = {
  name: 'pure-sources',
  setup(build) {
    build.onResolve({ filter: /^(?:\.|\/|[A-Z]:|@vedette\/)/ }, async ({ path, pluginData, ...rest }) => {
      if (pluginData === 'resolved') return undefined;
      const found = await build.resolve(path, { ...rest, pluginData: 'resolved' });
      const ours = found.path.includes(`${sep}packages${sep}`) && !found.path.includes('node_modules');
      return ours ? { ...found, sideEffects: false } : found;
    });
  },
};

export async function bundleBinary(): Promise<void> {
  const { metafile } = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: ['packages/cli/src/main.ts'],
    outdir: 'packages/cli/dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['source'],
    // Large, and needed only when a token must really be fetched or a query is run here. The database is a binary.
    external: ['@azure/msal-node', '@duckdb/node-api', '@kusto/language-service-next'],
    // A bundle of a CommonJS module has no named exports, so this one is given as a module that has.
    alias: {
      undici: join(root, 'scripts/undici-for-the-binary.js'),
      yaml: join(root, 'node_modules/yaml/browser/dist/index.js'),
    },
    plugins: [requiredBuiltins, pureSources, directImports()],
    minifySyntax: true,
    minifyWhitespace: true,
    // Names stay, so that a stack trace in a bug report can be read.
    minifyIdentifiers: false,
    banner: {
      // `process` alone may be a command of that name in the chunk.
      js: "const require = globalThis.process.getBuiltinModule('node:module').createRequire(import.meta.url);",
    },
    legalComments: 'none',
    logLevel: 'warning',
  });
  const written = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
  const folder = join(root, 'packages/cli/dist');
  const left = (await readdir(folder)).filter((name) => name.endsWith('.js') && !written.has(name));
  await Promise.all(left.map((name) => rm(join(folder, name))));
}

if (import.meta.main) await bundleBinary();
