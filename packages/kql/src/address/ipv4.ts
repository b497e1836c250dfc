/** An IPv4 address and how many of its bits count. */
export interface Ipv4 {
  /** Unsigned, 32 bits. */
  readonly address: number;
  /** 0 to 32. */
  readonly prefix: number;
}

const FORM = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/;

/** Reads `192.168.1.1` or `192.168.1.0/24`; undefined for any other text. */
export function parseIpv4(text: string): Ipv4 | undefined {
  const match = FORM.exec(text.trim());
  if (!match) return undefined;
  const [, a, b, c, d, bits] = match;
  const bytes = [a, b, c, d].map(Number);
  const prefix = bits === undefined ? 32 : Number(bits);
  if (prefix > 32 || bytes.some((byte) => byte > 255)) return undefined;
  return { address: bytes.reduce((sum, byte) => sum * 256 + byte, 0), prefix };
}

/** The address with all bits behind the prefix set to 0. */
export function network(address: number, prefix: number): number {
  return prefix === 0 ? 0 : (address & (0xffffffff << (32 - prefix))) >>> 0;
}

export function formatIpv4(address: number): string {
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap((range) => parseIpv4(range) ?? []);

/** Whether the address, or the first of its range, belongs to a private network. */
export function isPrivate({ address, prefix }: Ipv4): boolean {
  const first = network(address, prefix);
  return PRIVATE.some((range) => network(first, range.prefix) === range.address);
}

/** The fewest ranges that hold exactly the addresses from `first` to `last`. */
export function rangesBetween(first: number, last: number): Ipv4[] {
  const ranges: Ipv4[] = [];
  for (let at = first; at <= last;) {
    let size = at === 0 ? 2 ** 32 : at & -at;
    if (size < 0) size += 2 ** 32;
    while (at + size - 1 > last) size /= 2;
    ranges.push({ address: at, prefix: 32 - Math.log2(size) });
    at += size;
  }
  return ranges;
}

/** The IPv4 addresses in a text that stand alone: not within a longer run of letters and digits, nor in a longer dotted number. */
export function* addressesIn(text: string): Generator<string> {
  for (const match of text.matchAll(/(?<![\p{L}\p{N}])(?:\d{1,3}\.){3}\d{1,3}(?![\p{L}\p{N}])/gu)) {
    if (parseIpv4(match[0])) yield match[0];
  }
}
