import type { Ipv4 } from '../address/ipv4.ts';
import { addressesIn, formatIpv4, isPrivate, network, parseIpv4, rangesBetween } from '../address/ipv4.ts';
import type { KqlType } from '../type.ts';
import { elementsOf } from '../value/json-text.ts';
import type { Argument, FunctionTable, Rendering } from './function.ts';
import type { NativeValue } from './native.ts';
import { literalArgument } from './literal-argument.ts';
import { native } from './native.ts';

/**
 * Functions on IPv4 addresses; a prefix behind an address says how many of its bits count.
 * @see https://learn.microsoft.com/kusto/query/scalar-functions#ipv4ipv6-functions
 */

/** Remembers what was read of the text before: the same range is asked for row after row. */
function remembering<T>(read: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly value: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, value: read(text) };
    return last.value;
  };
}

const first = remembering(parseIpv4);
const second = remembering(parseIpv4);

/** -1, 0 or 1 under the shortest of the prefixes; null when one is no address. */
function compared(a: string, b: string, bits: bigint | null): number | null {
  const [left, right] = [first(a), second(b)];
  if (!left || !right || bits === null || bits < 0n || bits > 32n) return null;
  const prefix = Math.min(left.prefix, right.prefix, Number(bits));
  return Math.sign(network(left.address, prefix) - network(right.address, prefix));
}

function inRange(address: Ipv4, range: Ipv4): boolean {
  return network(address.address, range.prefix) === network(range.address, range.prefix);
}

/** A function of two addresses and an optional prefix. */
const comparing = (name: string, returns: KqlType, result: (sign: number) => NativeValue): Rendering =>
  native({
    name,
    parameters: ['string', 'string', 'long'],
    returns,
    run: (a: string, b: string, bits: bigint) => {
      const sign = compared(a, b, bits);
      return sign === null ? null : result(sign);
    },
  });

/** The same function with all 32 bits where no prefix is given. */
function withPrefix(rendering: Rendering, arity = 3): Rendering {
  return (args, call) =>
    rendering(args.length < arity ? [...args, literalArgument('long', 32n)] : args, call);
}

/** An address as a text or a number, with the bits behind the shorter prefix set to 0. */
function masked(ip: string, bits: bigint): Ipv4 | undefined {
  const number = /^\d+$/.test(ip) ? Number(ip) : undefined;
  const read = number === undefined ? first(ip) : { address: number, prefix: 32 };
  if (!read || read.address > 0xffffffff || bits < 0n || bits > 32n) return undefined;
  const prefix = Math.min(read.prefix, Number(bits));
  return { address: network(read.address, prefix), prefix };
}

const textsOf = remembering((array: string) =>
  (elementsOf(array) ?? [array]).flatMap((text) =>
    text.startsWith('"') ? [JSON.parse(text) as string] : [],
  ),
);
const rangesOf = remembering((array: string) => textsOf(array).flatMap((range) => parseIpv4(range) ?? []));

/** One function for a dynamic array and for arguments one by one. */
export function anyOf(ofArray: Rendering, ofEach: Rendering): Rendering {
  return (args: readonly Argument[], call) => (args[1]?.type === 'dynamic' ? ofArray : ofEach)(args, call);
}

const isInAny = (address: string, ranges: readonly Ipv4[]): NativeValue => {
  const read = first(address);
  return read ? ranges.some((range) => inRange(read, range)) : null;
};

const PREFIX = /^(?:\d{1,3}\.){1,3}$/;

/** Whether an address stands in the text; the address must be a valid one. */
function hasAddress(text: string, wanted: string): boolean {
  if (!parseIpv4(wanted) || wanted.includes('/') || !text.includes(wanted)) return false;
  for (const found of addressesIn(text)) if (found === wanted) return true;
  return false;
}

function hasPrefix(text: string, wanted: string): boolean {
  if (!PREFIX.test(wanted)) return hasAddress(text, wanted);
  if (wanted.split('.').some((byte) => Number(byte) > 255) || !text.includes(wanted)) return false;
  for (const found of addressesIn(text)) if (found.startsWith(wanted)) return true;
  return false;
}

/** `has_…` of one, of each argument, and of an array. */
function searching(name: string, found: (text: string, wanted: string) => boolean): FunctionTable {
  return {
    [`has_${name}`]: native({
      name: `has_${name}`,
      parameters: ['string', 'string'],
      returns: 'bool',
      run: found,
    }),
    [`has_any_${name}`]: anyOf(
      native({
        name: `has_any_${name}_of`,
        parameters: ['string', 'dynamic'],
        returns: 'bool',
        run: (text: string, array: string) => textsOf(array).some((wanted) => found(text, wanted)),
      }),
      native({
        name: `has_any_${name}`,
        parameters: ['string'],
        rest: 'string',
        returns: 'bool',
        run: (text: string, ...wanted: string[]) => wanted.some((each) => found(text, each)),
      }),
    ),
  };
}

export const IPV4: FunctionTable = {
  ...searching('ipv4', hasAddress),
  ...searching('ipv4_prefix', hasPrefix),
  ipv4_compare: withPrefix(comparing('ipv4_compare', 'long', (sign) => BigInt(sign))),
  ipv4_is_match: withPrefix(comparing('ipv4_is_match', 'bool', (sign) => sign === 0)),
  ipv4_is_in_range: native({
    name: 'ipv4_is_in_range',
    parameters: ['string', 'string'],
    returns: 'bool',
    run: (ip: string, range: string) => {
      const [address, wanted] = [first(ip), second(range)];
      return address && wanted ? inRange(address, wanted) : null;
    },
  }),
  ipv4_is_in_any_range: anyOf(
    native({
      name: 'ipv4_is_in_any_of',
      parameters: ['string', 'dynamic'],
      returns: 'bool',
      run: (ip: string, array: string) => isInAny(ip, rangesOf(array)),
    }),
    native({
      name: 'ipv4_is_in_any_range',
      parameters: ['string'],
      rest: 'string',
      returns: 'bool',
      run: (ip: string, ...ranges: string[]) =>
        isInAny(
          ip,
          ranges.flatMap((range) => parseIpv4(range) ?? []),
        ),
    }),
  ),
  ipv4_is_private: native({
    name: 'ipv4_is_private',
    parameters: ['string'],
    returns: 'bool',
    run: (ip: string) => {
      const address = first(ip);
      return address ? isPrivate(address) : null;
    },
  }),
  ipv4_netmask_suffix: native({
    name: 'ipv4_netmask_suffix',
    parameters: ['string'],
    returns: 'long',
    run: (ip: string) => {
      const address = first(ip);
      return address ? BigInt(address.prefix) : null;
    },
  }),
  ipv4_range_to_cidr_list: native({
    name: 'ipv4_range_to_cidr_list',
    parameters: ['string', 'string'],
    returns: 'dynamic',
    run: (from: string, to: string) => {
      const [start, end] = [parseIpv4(from), parseIpv4(to)];
      if (!start || !end || start.address > end.address) return null;
      const ranges = rangesBetween(start.address, end.address);
      return JSON.stringify(ranges.map(({ address, prefix }) => `${formatIpv4(address)}/${prefix}`));
    },
  }),
  parse_ipv4: native({
    name: 'parse_ipv4',
    parameters: ['string'],
    returns: 'long',
    run: (ip: string) => {
      const read = first(ip);
      return read ? BigInt(network(read.address, read.prefix)) : null;
    },
  }),
  parse_ipv4_mask: native({
    name: 'parse_ipv4_mask',
    parameters: ['string', 'long'],
    returns: 'long',
    run: (ip: string, bits: bigint) => {
      const read = first(ip) && masked(ip, bits);
      return read ? BigInt(read.address) : null;
    },
  }),
  format_ipv4: withPrefix(
    native({
      name: 'format_ipv4',
      parameters: ['string', 'long'],
      returns: 'string',
      run: (ip: string, bits: bigint) => {
        const read = masked(ip, bits);
        return read ? formatIpv4(read.address) : '';
      },
    }),
    2,
  ),
  format_ipv4_mask: withPrefix(
    native({
      name: 'format_ipv4_mask',
      parameters: ['string', 'long'],
      returns: 'string',
      run: (ip: string, bits: bigint) => {
        const read = masked(ip, bits);
        return read ? `${formatIpv4(read.address)}/${read.prefix}` : '';
      },
    }),
    2,
  ),
};
