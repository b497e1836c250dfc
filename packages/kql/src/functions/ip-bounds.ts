import { isIPv4, isIPv6 } from 'node:net';
import type { NativeFunction } from './native.ts';

/**
 * The first and the last address of a network, each as 32 hexadecimal digits; null for what is no network. An IPv4
 * address counts as the IPv6 address that stands for it.
 */
export const IPV4_BOUNDS = bounds('ipv4_bounds', (text) => (isIPv4(text) ? mapped(text) : undefined), 96);
export const IPV6_BOUNDS = bounds(
  'ipv6_bounds',
  (text) => (isIPv4(text) ? mapped(text) : isIPv6(text) ? full(text) : undefined),
  0,
);

function bounds(name: string, read: (text: string) => bigint | undefined, offset: number): NativeFunction {
  return {
    name,
    parameters: ['string'],
    returns: 'string',
    run: (text: string) => {
      const [address = '', mask] = text.trim().split('/');
      const value = read(address);
      const before = isIPv4(address) ? 96 : offset;
      const length = mask === undefined ? 128 : /^\d{1,3}$/.test(mask) ? before + Number(mask) : Number.NaN;
      if (value === undefined || !(length >= before && length <= 128)) return null;
      const open = (1n << BigInt(128 - length)) - 1n;
      const first = value & ~open;
      return hex(first) + hex(first | open);
    },
  };
}

function mapped(text: string): bigint {
  return text.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n) | (0xffffn << 32n);
}

function full(text: string): bigint | undefined {
  const [plain = ''] = text.split('%');
  const four = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain);
  const tail = four ? mapped(four[2] ?? '') & 0xffffffffn : undefined;
  const said = four ? `${four[1]}${(tail! >> 16n).toString(16)}:${(tail! & 0xffffn).toString(16)}` : plain;
  const [head = '', rest] = said.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = rest === undefined || rest === '' ? [] : rest.split(':');
  const groups =
    rest === undefined
      ? left
      : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return groups.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

function hex(value: bigint): string {
  return value.toString(16).padStart(32, '0');
}
