// The four things of undici that Vedette uses, taken from where they are: the index of undici also loads a fetch,
// caches, mocks and interceptors. The same code, at the version that is locked.
import api from '../node_modules/undici/lib/api/index.js';
import Agent from '../node_modules/undici/lib/dispatcher/agent.js';
import Dispatcher from '../node_modules/undici/lib/dispatcher/dispatcher.js';
import Pool from '../node_modules/undici/lib/dispatcher/pool.js';
import ProxyAgent from '../node_modules/undici/lib/dispatcher/proxy-agent.js';

// As the index of undici does it.
Object.assign(Dispatcher.prototype, api);

/** `request` of undici for callers that always bring their dispatcher, as ours do. */
export function request(url, { dispatcher, ...options }) {
  const { origin, pathname, search } = new URL(url);
  return dispatcher.request({ method: 'GET', ...options, origin, path: pathname + search });
}

export { Agent, Pool, ProxyAgent };
