import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { wrongImports } from '../../scripts/arrows.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SKIPPED = /(^|\/)(node_modules|dist|\.git|\.vedette|coverage)(\/|$)/;

const files = (await readdir(root, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replaceAll('\\', '/'))
  .filter((path) => !SKIPPED.test(path));

describe('the tree', () => {
  it('has imports in the allowed directions only', async () => {
    expect(await wrongImports()).toEqual([]);
  });

  it('has a README of a few lines in every folder with sources', async () => {
    const folders = new Set(
      files
        .filter((path) => /^(packages|bench|scripts|examples|docs|decisions|test)\/.*\.(ts|md)$/.test(path))
        .map(dirname),
    );
    const without = [...folders].filter(
      (folder) => !/\/test\//.test(`${folder}/`) && !existsSync(join(root, folder, 'README.md')),
    );
    expect(without).toEqual([]);
  });

  it('has no hand-written source of more than 800 lines', async () => {
    const long: string[] = [];
    for (const path of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
      const lines = (await readFile(join(root, path), 'utf8')).split('\n').length;
      if (lines > 800) long.push(`${path} (${lines})`);
    }
    expect(long).toEqual([]);
  });

  it('has a lock file without registry addresses', async () => {
    const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved?: string; link?: boolean }>;
    };
    const addressed = Object.entries(lock.packages).filter(
      ([, { resolved, link }]) => resolved !== undefined && !link,
    );
    expect(addressed).toEqual([]);
  });

  it('has a lock file that knows the binaries of every platform, so that npm ci works on each', async () => {
    const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>;
    };
    const known = Object.keys(lock.packages);
    const missing = Object.values(lock.packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => !known.some((path) => path.endsWith(`node_modules/${name}`)));
    expect(missing).toEqual([]);
  });
});

describe('the documents', async () => {
  const documents = files.filter((path) => path.endsWith('.md'));
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };

  it.each(documents)('%s names only paths that exist', async (document) => {
    const text = await readFile(join(root, document), 'utf8');
    const named = [
      ...text.matchAll(/`((?:packages|bench|scripts|docs|examples|decisions|test|\.ci)\/[^`\s]*)`/g),
    ].map(([, path = '']) => path);
    // A name with a hole, such as catalog/<noun>/<verb>.ts, is a pattern for new files.
    const missing = named.filter((path) => !/[<>{}*…]/.test(path) && !existsSync(join(root, path)));
    expect(missing).toEqual([]);
  });

  it.each(documents)('%s links only to files that exist', async (document) => {
    const text = await readFile(join(root, document), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, path = '']) => path);
    const missing = links.filter((path) => !existsSync(join(root, dirname(document), path)));
    expect(missing).toEqual([]);
  });

  it.each(documents)('%s names only npm scripts that exist', async (document) => {
    const text = await readFile(join(root, document), 'utf8');
    const named = [...text.matchAll(/npm run (?:-s )?([a-z][a-z:-]*)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});
