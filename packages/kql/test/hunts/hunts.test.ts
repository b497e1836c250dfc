import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defenderSchema, openEngine } from '@vedette/kql';
import type { Engine } from '@vedette/kql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalsOf } from '../../src/parse/globals.ts';
import { parse } from '../../src/parse/parse.ts';
import { FOUND } from './found.ts';
import { NOW, TABLES } from './rows.ts';

const folder = fileURLToPath(new URL('queries', import.meta.url));
const HUNTS = readdirSync(folder).map((file) => file.replace(/\.kql$/, ''));

/** Columns that Microsoft's binder cannot know, since a plugin makes them of the data. */
const FROM_DATA = /\bevaluate\s+(bag_unpack|pivot)\b/;

const GLOBALS = globalsOf(defenderSchema);
const textOf = (hunt: string): string => readFileSync(`${folder}/${hunt}.kql`, 'utf8');
const headOf = (columns: readonly { name: string; type: string }[]): string[] =>
  columns.map(({ name, type }) => `${name}:${type}`);

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ schema: defenderSchema, sources: TABLES, now: () => NOW });
});
afterAll(() => engine.close());

describe('hunts', () => {
  it.each(HUNTS)("%s runs and has the columns of Microsoft's binder", async (hunt) => {
    const text = textOf(hunt);
    const expected = headOf(parse(text, GLOBALS).columns);
    const { columns } = await engine.rows(text);
    const head = headOf(columns);
    expect(FROM_DATA.test(text) ? head.slice(0, expected.length) : head).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });

  it.each(Object.keys(FOUND))('%s finds what is there', async (hunt) => {
    const { rows } = await engine.rows(textOf(hunt));
    expect(inOrder(rows)).toEqual(inOrder(FOUND[hunt]!));
  });
});

/** Rows and sets in the order of their text. */
const inOrder = (list: readonly unknown[]): unknown[] =>
  list.map((one) => (Array.isArray(one) ? withSets(one) : one)).toSorted(byText);
const withSets = (row: readonly unknown[]): unknown[] =>
  row.map((value) => (Array.isArray(value) ? value.toSorted(byText) : value));
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
