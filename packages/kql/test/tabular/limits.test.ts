import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '@vedette/kql';
import { KqlError, openEngine } from '@vedette/kql';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine({ schema: new Map([['Events', [{ name: 'Name', type: 'string' }]]]) });
  engine.explain('print 1');
});
afterAll(() => engine.close());

const times = (count: number, text: string): string => text.repeat(count);
const doubling = (first: string, next: (name: string) => string): string =>
  [`let a0 = ${first};`, ...Array.from({ length: 30 }, (_, n) => `let a${n + 1} = ${next(`a${n}`)};`)].join(
    '\n',
  );

// No input crashes or hangs: it is answered, or refused with a place, within seconds.
it.each([
  ['ten thousand brackets', `print ${times(10_000, '(')}1${times(10_000, ')')}`, 'KQL_DEPTH'],
  ['ten thousand brackets that are never closed', `Events | where ${times(10_000, '(')}`, 'KQL_DEPTH'],
  ['ten thousand calls', `print ${times(10_000, 'abs(')}1${times(10_000, ')')}`, 'KQL_DEPTH'],
  ['ten thousand square brackets', `print dynamic(${times(10_000, '[')}1${times(10_000, ']')})`, 'KQL_DEPTH'],
  ['ten thousand operators', `print 1${times(10_000, ' + 1')}`, 'KQL_DEPTH'],
  ['ten thousand stages', `Events${times(10_000, ' | where true')}`, 'KQL_DEPTH'],
  ['a megabyte of not', `print ${times(250_000, 'not ')}1`, 'KQL_SIZE'],
  ['more text than is taken', `print "${times(2_000_001, 'x')}"`, 'KQL_SIZE'],
  ['tables that read one another twice', `${doubling('Events', (name) => `union ${name}, ${name}`)}\na30`, 'KQL_SIZE'],
  ['values that read one another twice', `${doubling('tolong(rand())', (name) => `${name} + ${name}`)}\nprint a30`, 'KQL_SIZE'],
  ['lists that read one another twice', `${doubling('Events', (name) => `Events | where Name in (${name}) or Name in (${name})`)}\na30`, 'KQL_SIZE'],
  ['functions that call one another twice', `${doubling('(x:long) { x + 1 }', (name) => `(x:long) { ${name}(x) * ${name}(x) }`)}\nprint a30(1)`, 'KQL_SIZE'],
] as const)('refuses %s in time', (_, query, code) => {
  const { diagnostics } = engine.explain(query);
  const [error] = diagnostics.filter(({ severity }) => severity === 'error');
  expect(error).toBeDefined();
  if (code) expect(error?.code).toBe(code);
  expect(error?.line).toBeGreaterThan(0);
}, 30_000); // prettier-ignore

it('takes brackets in texts and comments for what they are', async () => {
  const { rows } = await engine.rows(
    `print a = "${times(5000, '(')}", b = @'${times(500, '[')}' // ${times(5000, '{')}`,
  );
  expect(rows).toEqual([[times(5000, '('), times(500, '[')]]);
});

it('answers a query of a megabyte that is one long text', async () => {
  const { rows } = await engine.rows(`print strlen("${times(1_000_000, 'x')}")`);
  expect(rows).toEqual([[1_000_000]]);
});

it('throws nothing but what a query may be told', async () => {
  await expect(engine.rows('print (')).rejects.toBeInstanceOf(KqlError);
});
