/**
 * A process that finds its token in the token file: CACHE KEYFILE LOGIN TENANT CLIENT. Prints the token's
 * length, and which of the libraries for sign-in and HTTP, client or server, were loaded on the way.
 */
import { registerHooks } from 'node:module';

const loaded = new Set<string>();
registerHooks({
  resolve(specifier, context, next) {
    if (/^(undici|@azure\/msal-node|node:https?$)/.test(specifier)) loaded.add(specifier);
    return next(specifier, context);
  },
});
const [path = '', keyFile = '', login = '', tenant = '', clientId = ''] = process.argv.slice(2);
const { createCredential, createIdentityHttp, fileTokenStore, resolveCloud } =
  await import('../../src/index.ts');
const credential = createCredential(
  {
    flow: 'client-secret',
    clientId,
    secret: async () => {
      throw new Error('the secret was asked for');
    },
  },
  {
    cloud: resolveCloud('worldwide', { login }),
    tenant,
    http: createIdentityHttp(),
    store: fileTokenStore({ path, key: { kind: 'file', path: keyFile } }),
  },
);
const { token } = await credential.token('graph');
console.log(JSON.stringify({ length: token.length, loaded: [...loaded] }));
