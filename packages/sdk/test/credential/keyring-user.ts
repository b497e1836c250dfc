/**
 * A process whose token file has its key in a system keyring: PATH ENTRY set VALUE, or PATH ENTRY get. No build
 * machine has a keyring that opens by itself, so the package that speaks to it is played by a file ENTRY.
 */
import { registerHooks } from 'node:module';

const [path = '', entry = '', verb = '', value = ''] = process.argv.slice(2);
const played = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const file = ${JSON.stringify(entry)};
export class AsyncEntry {
  constructor(service, account) { this.name = service + ' ' + account + ' '; }
  async getPassword() { return existsSync(file) ? readFileSync(file, 'utf8').slice(this.name.length) : undefined; }
  async setPassword(password) { writeFileSync(file, this.name + password, { mode: 0o600 }); }
}`;
registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== '@napi-rs/keyring') return next(specifier, context);
    return { url: `data:text/javascript,${encodeURIComponent(played)}`, shortCircuit: true };
  },
});
const { fileTokenStore } = await import('../../src/credential/cache/token-cache.ts');
const store = fileTokenStore({ path, key: { kind: 'keyring' } });
if (verb === 'set') await store.set('key', { value });
else process.stdout.write(String((await store.get('key'))?.value));
