import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scratch } from '@vedette/testkit';
import { scanForSecrets } from '../leak/scan.ts';

// This folder stands for the folder of a run; it is kept out of the real one's search by its name.
function pretendedRun(secrets: readonly string[]): string {
  const folder = join(scratch('scan'), 'simulator', 'run');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'secrets.list'), `${secrets.join('\n')}\n`);
  return folder;
}

const secret = fc.string({ minLength: 12, maxLength: 60 }).filter((text) => /^[\x21-\x7e]+$/.test(text));

it('finds a secret in every form and at every place', async () => {
  const forms = [
    (text: string) => text,
    (text: string) => encodeURIComponent(text),
    (text: string) => Buffer.from(text).toString('base64'),
    (text: string) => Buffer.from(`x${text}y`).toString('base64'),
    (text: string) => Buffer.from(`xx${text}`).toString('base64url'),
  ];
  await fc.assert(
    fc.asyncProperty(
      secret,
      fc.constantFrom(...forms),
      fc.string(),
      fc.string(),
      async (text, form, before, after) => {
        const folder = pretendedRun([text]);
        writeFileSync(join(folder, 'log.txt'), `${before} ${form(text)} ${after}`);
        const leaks = await scanForSecrets(folder);
        expect(leaks.map(({ file }) => file)).toContain('log.txt');
        expect(JSON.stringify(leaks)).not.toContain(JSON.stringify(text).slice(1, -1));
      },
    ),
    { numRuns: 40 },
  );
});

it('finds a secret that lies across two chunks of a large file', async () => {
  const folder = pretendedRun(['s3cr3t-across-the-border']);
  const filler = 'a'.repeat(4 * 1024 * 1024 - 10);
  writeFileSync(join(folder, 'large.log'), `${filler}s3cr3t-across-the-border${filler}`);
  expect(await scanForSecrets(folder)).toMatchObject([{ file: 'large.log', form: 'raw', at: filler.length }]);
});

it('finds tokens nobody registered, and says nothing of innocent files', async () => {
  const folder = pretendedRun(['s3cr3t-0123456789']);
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ aud: 'https://graph.microsoft.com' })}.${'s'.repeat(40)}`;
  writeFileSync(join(folder, 'error.txt'), `Authorization: Bearer ${token}`);
  writeFileSync(join(folder, 'innocent.txt'), 'eyJ is how a token begins; s3cr3t- is how a secret does');
  mkdirSync(join(folder, 'simulator'));
  writeFileSync(join(folder, 'simulator', 'own.txt'), 's3cr3t-0123456789');
  expect(await scanForSecrets(folder)).toMatchObject([{ file: 'error.txt', form: 'jwt', at: 22 }]);
});
