import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ended, ensureBuilt } from './binary.ts';
import { startTenant } from './tenant.ts';
import type { Tenant } from './tenant.ts';

let tenant: Tenant;

beforeAll(async () => {
  await ensureBuilt();
  tenant = await startTenant({ incidents: 40, seed: 'follow' });
}, 60_000);
afterAll(() => tenant[Symbol.asyncDispose]());

/** Follows until this many lines stand on standard output, then presses Ctrl-C. */
async function follow(lines: number, ...words: string[]): ReturnType<typeof ended> {
  const child = tenant.start(['mirror', 'fetch', '--follow', '--interval', '5', ...words]);
  const end = ended(child);
  let seen = '';
  child.stdout?.on('data', (data: Buffer) => {
    seen += data.toString();
    if (seen.split('\n').length > lines) child.kill('SIGINT');
  });
  return end;
}

describe('mirror fetch --follow', () => {
  it('gives one JSON object for each round as it ends, and ends well with Ctrl-C', async () => {
    const { code, stdout, stderr } = await follow(2, '--ndjson');
    expect(code).toBe(0);
    const rounds = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rounds).toHaveLength(2);
    expect(rounds[0]).toMatchObject({ stored: 40, at: expect.any(String) as string });
    expect(rounds[1]).toMatchObject({ stored: 0, through: rounds[0]?.['through'] });
    const { note } = JSON.parse(stderr) as { note: string };
    expect(note).toMatch(/^Stopped after 2 rounds with 40 new versions, complete through 20/);
  }, 30_000);

  it('shows a person one line for each round, at once', async () => {
    const { code, stdout, stderr } = await follow(2, '--utc');
    expect(code).toBe(0);
    const [head, ...rounds] = stdout.trimEnd().split('\n');
    expect(head).toMatch(/^TIME +STORED .* COMPLETE THROUGH/);
    expect(rounds).toHaveLength(1);
    expect(rounds[0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ +0 +40 .* \d{4}-\d\d-\d\d/);
    expect(stderr).toMatch(/^· Stopped after 1 round with 0 new versions/);
  });
});

describe('mirror status', () => {
  it('says how old the mirror is', async () => {
    const { stdout } = await tenant.run(['mirror', 'status']);
    expect(stdout).toMatch(/Last fetch +\d{4}-\S+ \S+ \(\d+ (second|minute)s? ago\)/);
    expect(stdout).toMatch(/Complete through .* ago\)/);
    const { stdout: json } = await tenant.run(['mirror', 'status', '--json']);
    expect(JSON.parse(json)).toMatchObject({ lastFetch: expect.stringMatching(/Z$/) as string });
  });
});
