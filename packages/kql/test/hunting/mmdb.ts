/** A value of a MaxMind database. */
type Value = string | number | { readonly [name: string]: Value } | readonly Value[];

const MARK = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);

/**
 * A MaxMind database of IPv4 networks, 24 bits a record.
 * @see https://maxmind.github.io/MaxMind-DB/
 */
export function mmdb(networks: Readonly<Record<string, Value>>): Buffer {
  const nodes: [number, number][] = [[0, 0]];
  const data: Buffer[] = [];
  const leaves: { node: number; bit: 0 | 1; at: number }[] = [];
  let size = 0;
  for (const [network, value] of Object.entries(networks)) {
    const [address = '', prefix = '32'] = network.split('/');
    const bits = address
      .split('.')
      .map((byte) => Number(byte).toString(2).padStart(8, '0'))
      .join('')
      .slice(0, Number(prefix));
    let node = 0;
    for (const [index, digit] of Array.from(bits).entries()) {
      const bit = digit === '1' ? 1 : 0;
      if (index === bits.length - 1) leaves.push({ node, bit, at: size });
      else {
        if (nodes[node]![bit] === 0) nodes[node]![bit] = nodes.push([0, 0]) - 1;
        node = nodes[node]![bit];
      }
    }
    const encoded = encode(value);
    data.push(encoded);
    size += encoded.length;
  }
  const count = nodes.length;
  for (const pair of nodes) {
    for (const bit of [0, 1] as const) if (pair[bit] === 0) pair[bit] = count;
  }
  for (const { node, bit, at } of leaves) nodes[node]![bit] = count + 16 + at;
  const tree = Buffer.alloc(count * 6);
  nodes.forEach(([left, right], index) => {
    tree.writeUIntBE(left, index * 6, 3);
    tree.writeUIntBE(right, index * 6 + 3, 3);
  });
  const about = encode({
    node_count: count,
    record_size: 24,
    ip_version: 4,
    database_type: 'Test-City',
    languages: ['en'],
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    description: { en: 'test' },
  });
  return Buffer.concat([tree, Buffer.alloc(16), ...data, MARK, about]);
}

/** Whole numbers are written as 32 bits, others as doubles. */
function encode(value: Value): Buffer {
  if (typeof value === 'string')
    return Buffer.concat([head(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    if (Number.isInteger(value)) {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32BE(value);
      return Buffer.concat([head(6, 4), bytes]);
    }
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return Buffer.concat([head(3, 8), bytes]);
  }
  if (Array.isArray(value)) {
    return Buffer.concat([head(11, value.length), ...(value as readonly Value[]).map(encode)]);
  }
  const entries = Object.entries(value);
  return Buffer.concat([
    head(7, entries.length),
    ...entries.flatMap(([name, each]) => [encode(name), encode(each)]),
  ]);
}

function head(type: number, size: number): Buffer {
  return type < 8 ? Buffer.from([(type << 5) | size]) : Buffer.from([size, type - 7]);
}
