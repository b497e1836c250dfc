/** One element of DER. Only what PKCS #12 needs: tags below 31, definite and indefinite lengths. */
export interface Element {
  readonly tag: number;
  /** The bytes inside. */
  readonly content: Buffer;
  /** The bytes with tag and length. */
  readonly whole: Buffer;
}

export const TAG = {
  integer: 0x02,
  octets: 0x04,
  oid: 0x06,
  sequence: 0x30,
  set: 0x31,
  explicit: 0xa0,
} as const;

/** @throws RangeError when the bytes are no DER. */
export function readElement(bytes: Buffer, at = 0): Element {
  const tag = byteAt(bytes, at);
  const first = byteAt(bytes, at + 1);
  if (first === 0x80) return readIndefinite(bytes, at, tag);
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (count > 4) throw new RangeError('length too long');
  let length = count === 0 ? first : 0;
  for (let index = 0; index < count; index += 1) length = length * 256 + byteAt(bytes, at + 2 + index);
  const start = at + 2 + count;
  if (start + length > bytes.byteLength) throw new RangeError('element runs past the end');
  return {
    tag,
    content: bytes.subarray(start, start + length),
    whole: bytes.subarray(at, start + length),
  };
}

/** BER as some exporters stream it: elements up to an end marker. */
function readIndefinite(bytes: Buffer, at: number, tag: number): Element {
  let end = at + 2;
  while (byteAt(bytes, end) !== 0 || byteAt(bytes, end + 1) !== 0)
    end += readElement(bytes, end).whole.byteLength;
  return { tag, content: bytes.subarray(at + 2, end), whole: bytes.subarray(at, end + 2) };
}

export function childrenOf(element: Element): readonly Element[] {
  const children: Element[] = [];
  for (let at = 0; at < element.content.byteLength;) {
    const child = readElement(element.content, at);
    children.push(child);
    at += child.whole.byteLength;
  }
  return children;
}

/** The child at this place. @throws RangeError when there is none. */
export function childOf(element: Element, ...path: readonly number[]): Element {
  let found = element;
  for (const index of path) {
    const child = childrenOf(found)[index];
    if (child === undefined) throw new RangeError('element is missing');
    found = child;
  }
  return found;
}

/** The bytes of an octet string, also of one in pieces. */
export function octetsOf(element: Element): Buffer {
  const constructed = (element.tag & 0x20) !== 0;
  return constructed ? Buffer.concat(childrenOf(element).map(octetsOf)) : element.content;
}

export function oidOf({ content }: Element): string {
  const first = byteAt(content, 0);
  const parts = [Math.floor(first / 40), first % 40];
  let value = 0;
  for (const byte of content.subarray(1)) {
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      parts.push(value);
      value = 0;
    }
  }
  return parts.join('.');
}

export function integerOf({ content }: Element): number {
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new RangeError('element runs past the end');
  return byte;
}
