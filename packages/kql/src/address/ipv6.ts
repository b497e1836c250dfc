import { parseIpv4 } from './ipv4.ts';

/** An IPv6 address, or an IPv4 address mapped into IPv6, and how many of its 128 bits count. */
export interface Ipv6 {
  readonly address: bigint;
  /** 0 to 128. */
  readonly prefix: number;
}

const MAPPED = 0xffffn << 32n;
const ALL = (1n << 128n) - 1n;

/** Reads an IPv6 or IPv4 address with or without a prefix; the prefix of an IPv4 address counts from its own first bit. */
export function parseIpv6(text: string): Ipv6 | undefined {
  const [whole = '', bits, ...rest] = text.trim().split('/');
  if (rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return undefined;
  const v4 = parseIpv4(whole.replace(/^::(ffff:)?(?=\d+\.)/i, ''));
  if (v4) {
    const prefix = bits === undefined ? 128 : Number(bits) + 96;
    return prefix > 128 ? undefined : { address: MAPPED | BigInt(v4.address), prefix };
  }
  const address = addressOf(whole);
  const prefix = bits === undefined ? 128 : Number(bits);
  return address === undefined || prefix > 128 ? undefined : { address, prefix };
}

function addressOf(text: string): bigint | undefined {
  const scopeless = text.replace(/%.*$/, '');
  const tail = /^(.*:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(scopeless);
  const v4 = tail && parseIpv4(tail[2] ?? '');
  if (tail && !v4) return undefined;
  const hex = v4
    ? `${tail[1]}${(v4.address >>> 16).toString(16)}:${(v4.address & 0xffff).toString(16)}`
    : scopeless;
  const halves = hex.split('::');
  if (halves.length > 2) return undefined;
  const [head = '', end] = halves;
  const before = groups(head);
  const after = groups(end ?? '');
  const missing = 8 - before.length - after.length;
  if (end === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

const groups = (text: string): string[] => (text === '' ? [] : text.split(':'));

/** The address with all bits behind the prefix set to 0. */
export function network6(address: bigint, prefix: number): bigint {
  return address & ((ALL << BigInt(128 - prefix)) & ALL);
}

/** All eight groups with all their digits. */
export function formatIpv6(address: bigint): string {
  const digits = address.toString(16).padStart(32, '0');
  return (digits.match(/.{4}/g) ?? []).join(':');
}
