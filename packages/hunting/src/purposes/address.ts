/** Defender writes some IPv4 addresses as IPv6 ones. */
const PLAIN = 'replace_string(RemoteIP, "::ffff:", "")';

const LOCAL_4 = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8', '169.254.0.0/16'];
const LOCAL_6 = ['fc00::/7', 'fe80::/10', '::1/128'];

const quoted = (ranges: readonly string[]): string => ranges.map((range) => `"${range}"`).join(', ');

/**
 * The remote address is one of RFC 1918.
 *
 * @see https://learn.microsoft.com/kusto/query/ipv4-is-private-function
 */
export const PRIVATE_ADDRESS = `ipv4_is_private(${PLAIN})`;

/** The remote address is none of a local network: neither private nor loopback nor link-local, of either version. */
export const EXTERNAL_ADDRESS =
  `isnotempty(RemoteIP) and iff(${PLAIN} has ":", ` +
  `not(ipv6_is_in_any_range(${PLAIN}, ${quoted(LOCAL_6)})), ` +
  `not(ipv4_is_in_any_range(${PLAIN}, ${quoted(LOCAL_4)})))`;
