import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/** The exports of a module that are plain values; the getters are what costs. */
function plainExports(path: string): string[] {
  const descriptors = Object.getOwnPropertyDescriptors(require(path) as object);
  return Object.entries(descriptors)
    .filter(
      ([name, descriptor]) => 'value' in descriptor && /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'default',
    )
    .map(([name]) => name);
}

/**
 * Takes the modules of Node.js itself with `require` instead of `import`.
 *
 * Both give the same module, but an `import` of one first reads every export it has, and some of those are
 * getters behind which whole libraries stand: `import 'node:http'` loads Node's own undici. Measured:
 * 48 ms for `import 'node:http'` and 25 ms for `import 'node:tls'`, against 3 ms and 7 ms with `require`.
 */
export const requiredBuiltins: Plugin = {
  name: 'required-builtins',
  setup(build) {
    build.onResolve({ filter: /^node:/ }, ({ path, kind }) => {
      if (kind === 'require-call') return { path, external: true };
      return { path, namespace: kind === 'dynamic-import' ? 'builtin-later' : 'builtin', sideEffects: false };
    });
    // The bundler turns names taken from this into properties that are read where they are used.
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
      loader: 'js',
    }));
    // What is imported later must be a module with names.
    build.onLoad({ filter: /.*/, namespace: 'builtin-later' }, ({ path }) => ({
      contents: [
        `const builtin = require(${JSON.stringify(path)});`,
        'export default builtin;',
        ...plainExports(path).map(
          (name, at) => `const _${at} = builtin.${name}; export { _${at} as ${name} };`,
        ),
      ].join('\n'),
      loader: 'js',
    }));
  },
};
