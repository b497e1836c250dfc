/** One of several processes that write to the same token file: PATH KEYFILE NAME COUNT. */
import { fileTokenStore } from '../../src/credential/cache/token-cache.ts';

const [path = '', keyFile = '', name = '', count = '0'] = process.argv.slice(2);
const store = fileTokenStore({ path, key: { kind: 'file', path: keyFile } });
for (let index = 0; index < Number(count); index += 1) {
  await store.set(`${name}/${index}`, { value: index });
  await store.set('shared', { value: index });
}
