import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Below the workspace, so that what is not bundled is found from there. */
const folder = 'node_modules/.cache/vedette-bench';

/**
 * Bundles the processes that are measured, as the binary is: stripping types while running would add its own
 * memory and time to theirs. Answers with the folder.
 */
export async function bundle(): Promise<string> {
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/fetch/floor.ts', 'bench/fetch/mirroring.ts', 'bench/fetch/simulator.ts'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    conditions: ['source'],
    external: ['@azure/msal-node', 'undici', '@duckdb/node-api', '@kusto/language-service-next'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return `${root}${folder}`;
}
