import { BlockList, isIP } from 'node:net';

/** Addresses of networks that are not the public one; nothing in a query may make the engine ask them. */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24],
  ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) PRIVATE.addSubnet(network, bits, 'ipv4'); // prettier-ignore
for (const [network, bits] of [
  ['::', 127], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001:db8::', 32], ['2002::', 16],
  ['fc00::', 7], ['fe80::', 10], ['fec0::', 10], ['ff00::', 8],
] as const) PRIVATE.addSubnet(network, bits, 'ipv6'); // prettier-ignore

/** Whether an IP address is one of the public network. An IPv4 address inside an IPv6 one counts as itself. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Whether a host name can only be this machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** Whether an address begins with one of the prefixes its owner allows. */
export function isAllowed(url: URL, prefixes: readonly string[]): boolean {
  return prefixes.some((prefix) => {
    const { href } = URL.parse(prefix) ?? {};
    return href !== undefined && url.href.startsWith(href);
  });
}

/** Why an address may not be asked; undefined if it may. */
export function refusalOf(url: URL, prefixes: readonly string[]): string | undefined {
  if (!isAllowed(url, prefixes)) return 'it is not among the addresses allowed when the engine was opened';
  if (url.username !== '' || url.password !== '') return 'an address may hold no user name';
  if (isLoopback(url.hostname)) {
    return url.protocol === 'http:' || url.protocol === 'https:'
      ? undefined
      : 'it is not an address of the web';
  }
  if (url.protocol !== 'https:') return 'only https is read';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isPublic(host) ? 'it is an address of a private network' : undefined;
}
