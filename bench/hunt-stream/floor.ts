// The barest way to the same lines, with the bytes at hand: `node floor.mjs FILE OUT`. Prints its milliseconds.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

const [file = '', out = ''] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const began = performance.now();
const lines = openSync(out, 'w');
const { results } = JSON.parse(text) as { results: unknown[] };
let part = '';
for (const row of results) {
  part += `${JSON.stringify(row)}\n`;
  if (part.length < 262_144) continue;
  writeSync(lines, part);
  part = '';
}
writeSync(lines, part);
closeSync(lines);
process.stdout.write(JSON.stringify({ ms: performance.now() - began }));
