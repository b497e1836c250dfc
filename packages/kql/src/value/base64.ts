const TEXT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The bytes of a base64 text; undefined when it is none. Missing padding is forgiven. */
export function fromBase64(text: string): Buffer | undefined {
  const digits = text.trim().replace(/=+$/, '');
  return /^[A-Za-z0-9+/]*$/.test(digits) && digits.length % 4 !== 1
    ? Buffer.from(digits, 'base64')
    : undefined;
}

/** Bytes as text; undefined when they are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return TEXT.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A guid stands in base64 as Windows holds it: the first three parts with their lowest byte first. */
export function swappedGuid(bytes: Buffer): Buffer {
  const swapped = Buffer.from(bytes);
  swapped.subarray(0, 4).reverse();
  swapped.subarray(4, 6).reverse();
  swapped.subarray(6, 8).reverse();
  return swapped;
}
