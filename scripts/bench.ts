// `npm run bench` lists the benches; `npm run bench -- NAME [--short] [--json]` runs one.
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench, BenchResult } from '../bench/result.ts';

const folder = new URL('../bench/', import.meta.url);
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, short: { type: 'boolean' }, all: { type: 'boolean' } },
});

const benches: Bench[] = [];
for (const file of (await readdir(fileURLToPath(folder))).toSorted()) {
  if (!file.endsWith('.ts') || file === 'result.ts') continue;
  benches.push((await import(new URL(file, folder).href)) as Bench);
}

const chosen = values.all ? benches : benches.filter(({ name }) => positionals.includes(name));
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no bench named ${unknown.join(', ')}. There are: ${benches.map(({ name }) => name).join(', ')}.`,
  );
  process.exitCode = 2;
} else if (chosen.length === 0) {
  for (const { name, describe } of benches)
    console.log(values.json ? JSON.stringify({ name, describe }) : `${name.padEnd(14)} ${describe}`);
} else {
  for (const bench of chosen) {
    for (const result of await bench.run({ short: values.short ?? false })) {
      console.log(values.json ? JSON.stringify(result) : readable(result));
    }
  }
}

function readable({ name, value, unit, better, bar, floor }: BenchResult): string {
  const met = better === 'lower' ? value <= bar : value >= bar;
  const sign = better === 'lower' ? '≤' : '≥';
  return `${met ? 'met    ' : 'NOT MET'} ${name.padEnd(32)} ${value.toPrecision(4)} ${unit} (bar ${sign} ${bar}, floor ${floor.toPrecision(4)})`;
}
