import type { Ipv6 } from '../address/ipv6.ts';
import { formatIpv6, network6, parseIpv6 } from '../address/ipv6.ts';
import type { KqlType } from '../type.ts';
import { elementsOf } from '../value/json-text.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { anyOf } from './ipv4.ts';
import { literalArgument } from './literal-argument.ts';
import type { NativeValue } from './native.ts';
import { native } from './native.ts';

/**
 * Functions on IPv6 addresses; IPv4 addresses are taken as mapped into IPv6.
 * @see https://learn.microsoft.com/kusto/query/ipv6-compare-function
 */
const comparing = (name: string, returns: KqlType, result: (sign: number) => NativeValue): Rendering => {
  const rendering = native({
    name,
    parameters: ['string', 'string', 'long'],
    returns,
    run: (a: string, b: string, bits: bigint) => {
      const [left, right] = [parseIpv6(a), parseIpv6(b)];
      if (!left || !right || bits < 0n || bits > 128n) return null;
      const prefix = Math.min(left.prefix, right.prefix, Number(bits));
      const [x, y] = [network6(left.address, prefix), network6(right.address, prefix)];
      return result(x === y ? 0 : x > y ? 1 : -1);
    },
  });
  return (args, call) => rendering(args.length < 3 ? [...args, literalArgument('long', 128n)] : args, call);
};

const inRange = (ip: Ipv6, range: Ipv6): boolean =>
  network6(ip.address, range.prefix) === network6(range.address, range.prefix);

function isInAny(ip: string, ranges: readonly string[]): NativeValue {
  const address = parseIpv6(ip);
  if (!address) return null;
  return ranges.some((text) => {
    const range = parseIpv6(text);
    return range !== undefined && inRange(address, range);
  });
}

const masked = ({ address, prefix }: Ipv6): string => formatIpv6(network6(address, prefix));

export const IPV6: FunctionTable = {
  ipv6_compare: comparing('ipv6_compare', 'long', (sign) => BigInt(sign)),
  ipv6_is_match: comparing('ipv6_is_match', 'bool', (sign) => sign === 0),
  ipv6_is_in_range: native({
    name: 'ipv6_is_in_range',
    parameters: ['string', 'string'],
    returns: 'bool',
    run: (ip: string, range: string) => {
      const [address, wanted] = [parseIpv6(ip), parseIpv6(range)];
      return address && wanted ? inRange(address, wanted) : null;
    },
  }),
  ipv6_is_in_any_range: anyOf(
    native({
      name: 'ipv6_is_in_any_of',
      parameters: ['string', 'dynamic'],
      returns: 'bool',
      run: (ip: string, array: string) =>
        isInAny(
          ip,
          (elementsOf(array) ?? [array]).map((text) => String(JSON.parse(text))),
        ),
    }),
    native({
      name: 'ipv6_is_in_any_range',
      parameters: ['string'],
      rest: 'string',
      returns: 'bool',
      run: (ip: string, ...ranges: string[]) => isInAny(ip, ranges),
    }),
  ),
  parse_ipv6: native({
    name: 'parse_ipv6',
    parameters: ['string'],
    returns: 'string',
    run: (ip: string) => {
      const address = parseIpv6(ip);
      return address ? masked(address) : '';
    },
  }),
  parse_ipv6_mask: native({
    name: 'parse_ipv6_mask',
    parameters: ['string', 'long'],
    returns: 'string',
    run: (ip: string, bits: bigint) => {
      const address = parseIpv6(ip);
      if (!address || bits < 0n || bits > 128n) return '';
      return masked({ address: address.address, prefix: Math.min(address.prefix, Number(bits)) });
    },
  }),
};
