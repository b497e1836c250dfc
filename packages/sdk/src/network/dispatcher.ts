import type { SecureContext } from 'node:tls';
import type { Agent, Dispatcher } from 'undici';
import { VedetteError } from '../error.ts';
import { proxyFor, proxyFromEnvironment } from './proxy.ts';
import type { ProxySettings } from './proxy.ts';

export interface DispatcherOptions {
  /** URL of a proxy for everything, in place of the environment's; `false` for none at all. */
  readonly proxy?: string | false | undefined;
  /** Environment to read HTTPS_PROXY, HTTP_PROXY and NO_PROXY from. Default: that of the process. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** PEM text with certificate authorities that are trusted besides those of the system. */
  readonly ca?: string | undefined;
  /** PEM certificate and key shown to a proxy or gateway that asks for one. */
  readonly client?:
    { readonly cert: string; readonly key: string; readonly passphrase?: string | undefined } | undefined;
}

/** Which proxy leads to an origin, by the dispatcher that goes there. */
const ways = new WeakMap<Dispatcher, (origin: string | URL) => string | undefined>();

/** The proxy a dispatcher of ours uses for this origin, without user name and password; else `undefined`. */
export function proxyOf(dispatcher: Dispatcher, origin: string | URL): string | undefined {
  const proxy = ways.get(dispatcher)?.(origin);
  if (proxy === undefined) return undefined;
  const { protocol, host } = new URL(proxy);
  return `${protocol}//${host}`;
}

/**
 * The way out: one keep-alive pool per origin, through a proxy where one is set. undici is loaded here, at
 * the first request.
 *
 * @throws VedetteError MDE_CONFIG for a proxy that is no URL, or certificates that cannot be used.
 */
export async function createDispatcher(options: DispatcherOptions = {}): Promise<Dispatcher> {
  const settings = settingsOf(options);
  for (const proxy of [settings.http, settings.https]) checkProxy(proxy);
  const { Agent, Pool, ProxyAgent } = await import('undici');
  const tls = await tlsOf(options);
  const shared: Agent.Options = {
    allowH2: false,
    connect: { timeout: 15_000, ...tls },
    // 16 KiB is not enough for some answers that carry long links and diagnostics.
    maxHeaderSize: 65_536,
  };
  const proxies = new Map<string, Dispatcher>();
  const way = new Agent({
    ...shared,
    factory(origin, poolOptions) {
      const proxy = proxyFor(origin, settings);
      if (proxy === undefined) return new Pool(origin, poolOptions);
      const known = proxies.get(proxy);
      if (known !== undefined) return known;
      const agent = new ProxyAgent({ ...shared, uri: proxy, requestTls: tls, proxyTls: tls });
      proxies.set(proxy, agent);
      return agent;
    },
  });
  ways.set(way, (origin) => proxyFor(origin, settings));
  return way;
}

function settingsOf({ proxy, env = process.env }: DispatcherOptions): ProxySettings {
  if (proxy === false) return {};
  const fromEnvironment = proxyFromEnvironment(env);
  return proxy === undefined ? fromEnvironment : { http: proxy, https: proxy, none: fromEnvironment.none };
}

function checkProxy(proxy: string | undefined): void {
  if (proxy === undefined || URL.canParse(/^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`)) return;
  throw new VedetteError('MDE_CONFIG', 'The proxy is not a URL.', {
    advice: 'Give it as http://host:port, in the profile or in HTTPS_PROXY.',
  });
}

/** Made once for all connections: to read every certificate authority anew for each would cost milliseconds. */
async function tlsOf({ ca, client }: DispatcherOptions): Promise<{ secureContext?: SecureContext }> {
  if (ca === undefined && client === undefined) return {};
  const { createSecureContext, getCACertificates } = await import('node:tls');
  if (client !== undefined) {
    usable(() => createSecureContext(client), 'The client certificate cannot be used with its key.');
  }
  // OpenSSL passes over what is no certificate, and every host would then look untrusted.
  if (ca !== undefined) {
    const { X509Certificate } = await import('node:crypto');
    usable(() => new X509Certificate(ca), 'The certificate authorities are not in PEM form.');
  }
  // Giving `ca` replaces the built-in list, so that list is added back.
  const authorities = [...getCACertificates('default'), ...(ca === undefined ? [] : [ca])];
  return { secureContext: createSecureContext({ ...client, ca: authorities }) };
}

function usable(read: () => unknown, otherwise: string): void {
  try {
    read();
  } catch (cause) {
    throw new VedetteError('MDE_CONFIG', otherwise, {
      advice: 'Check the files: PEM text, the key that belongs to the certificate, and its passphrase.',
      cause,
    });
  }
}
