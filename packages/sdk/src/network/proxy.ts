/** Which proxy is set, by options or by the environment. Names are tried in lower case first, as curl does. */
export interface ProxySettings {
  readonly http?: string | undefined;
  readonly https?: string | undefined;
  readonly none?: string | undefined;
}

export function proxyFromEnvironment(env: Readonly<Record<string, string | undefined>>): ProxySettings {
  const read = (name: string): string | undefined => env[name.toLowerCase()] || env[name] || undefined;
  const all = read('ALL_PROXY');
  return { http: read('HTTP_PROXY') ?? all, https: read('HTTPS_PROXY') ?? all, none: read('NO_PROXY') };
}

/** The proxy to use for an origin, or `undefined` to go straight there; pure. */
export function proxyFor(origin: string | URL, settings: ProxySettings): string | undefined {
  const url = new URL(origin);
  const proxy = url.protocol === 'https:' ? settings.https : settings.http;
  if (proxy === undefined || isLinkLocal(url.hostname) || isExcepted(url, settings.none)) return undefined;
  // Only a proxy on this machine can reach what this machine means by "localhost".
  if (isLocal(url.hostname) && !isLocal(new URL(withScheme(proxy)).hostname)) return undefined;
  return withScheme(proxy);
}

/** `HTTPS_PROXY=proxy:3128` is common and means plain HTTP to the proxy. */
function withScheme(proxy: string): string {
  return /^[a-z0-9]+:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

/** Metadata services live here and must not be asked through a proxy, which would hand out its own identity. */
function isLinkLocal(host: string): boolean {
  return host.startsWith('169.254.') || /^\[fe[89ab]/i.test(host);
}

function isLocal(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || host.startsWith('127.');
}

/** NO_PROXY: `*`, host names with or without a leading dot or star, addresses, IPv4 networks, each with an optional port. */
function isExcepted(url: URL, none: string | undefined): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return (none ?? '')
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = '', wantedPort] = /^(\[[^\]]*\]|[^:]*(?::[^:]*:.*)?)(?::(\d+))?$/.exec(entry) ?? [];
      if (wantedPort !== undefined && wantedPort !== port) return false;
      return matchesHost(url.hostname.toLowerCase(), name.toLowerCase());
    });
}

function matchesHost(host: string, pattern: string): boolean {
  const network = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(pattern);
  if (network !== null) return inNetwork(host, network[1] ?? '', Number(network[2]));
  const bare = pattern.replace(/^\*?\./, '');
  return bare !== '' && (host === bare || host === `[${bare}]` || host.endsWith(`.${bare}`));
}

function inNetwork(host: string, network: string, bits: number): boolean {
  const address = toNumber(host);
  const base = toNumber(network);
  if (address === undefined || base === undefined || bits > 32) return false;
  const size = 2 ** (32 - bits);
  return Math.floor(address / size) === Math.floor(base / size);
}

function toNumber(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
