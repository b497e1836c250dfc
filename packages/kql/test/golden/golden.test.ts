import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defenderSchema, openEngine } from '@vedette/kql';
import type { Engine, KqlValue } from '@vedette/kql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, TABLES } from './tables.ts';

const folder = fileURLToPath(new URL('cases', import.meta.url));
let engine: Engine;

beforeAll(async () => {
  engine = await openEngine({ schema: defenderSchema, sources: TABLES, now: () => NOW });
});
afterAll(() => engine.close());

describe.each(readdirSync(folder))('%s', (name) => {
  const file = (part: string): string => `${folder}/${name}/${part}`;
  const query = readFileSync(file('query.kql'), 'utf8');

  it('gives the rows that were worked out by hand', async () => {
    const { columns, rows } = await engine.rows(query);
    const head = columns.map(({ name: column, type }) => `${column}:${type}`);
    const lines = [head, ...rows.map((row) => row.map(csv))].map((line) => line.join(','));
    expect(`${lines.join('\n')}\n`).toBe(readFileSync(file('out.csv'), 'utf8'));
  });

  it('has this plan and this SQL', async () => {
    const { plan, sql } = engine.explain(query);
    await expect(`${plan}\n`).toMatchFileSnapshot(file('plan.txt'));
    await expect(`${sql}\n`).toMatchFileSnapshot(file('out.sql'));
  });
});

function csv(value: KqlValue): string {
  if (value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
