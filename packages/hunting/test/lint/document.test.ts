import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULES } from '../../src/lint/rules.ts';
import { PURPOSE_FAMILIES } from '../../src/purposes/families.ts';

const page = readFileSync(new URL('../../../../docs/hunting.md', import.meta.url), 'utf8');

it('docs/hunting.md lists every rule as it calls itself, and no other', () => {
  for (const { code, summary } of RULES) {
    expect(page, code).toMatch(new RegExp(`\`${code}\` +\\| \\[?${summary}`));
  }
  const listed = new Set([...page.matchAll(/`(HUNT_[A-Z_]+)`/g)].map(([, code = '']) => code));
  expect([...listed].toSorted()).toEqual(RULES.map(({ code }) => code).toSorted());
});

it('docs/hunting.md lists every canned hunt', () => {
  for (const { id, purposes } of PURPOSE_FAMILIES) {
    expect(page).toContain(`\`hunt ${id}\``);
    for (const purpose of purposes) if (purpose.id !== '') expect(page).toContain(`\`${purpose.id}\``);
  }
});
