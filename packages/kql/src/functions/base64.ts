import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { fromBase64, swappedGuid, utf8Text } from '../value/base64.ts';
import { elementsOf } from '../value/json-text.ts';
import type { FunctionTable } from './function.ts';
import { native } from './native.ts';

/** What a compressed text may grow to, in bytes: the largest string of the language. */
const LARGEST_TEXT = 16 * 1024 * 1024;

/** @see https://learn.microsoft.com/kusto/query/base64-decode-tostring-function */
const decode = native({
  name: 'base64_decode_tostring',
  parameters: ['string'],
  returns: 'string',
  run: (text: string) => {
    const bytes = fromBase64(text);
    return (bytes && utf8Text(bytes)) ?? '';
  },
});

const encode = native({
  name: 'base64_encode_tostring',
  parameters: ['string'],
  returns: 'string',
  run: (text: string) => Buffer.from(text).toString('base64'),
});

export const BASE64: FunctionTable = {
  base64_decode_tostring: decode,
  base64_decodestring: decode,
  base64_encode_tostring: encode,
  base64_encodestring: encode,
  /** @see https://learn.microsoft.com/kusto/query/base64-decode-toarray-function */
  base64_decode_toarray: native({
    name: 'base64_decode_toarray',
    parameters: ['string'],
    returns: 'dynamic',
    run: (text: string) => {
      const bytes = fromBase64(text);
      return bytes ? JSON.stringify([...bytes]) : null;
    },
  }),
  /**
   * Bytes that are no UTF-8 give the empty text.
   * @see https://learn.microsoft.com/kusto/query/base64-encode-fromarray-function
   */
  base64_encode_fromarray: native({
    name: 'base64_encode_fromarray',
    parameters: ['dynamic'],
    returns: 'string',
    run: (array: string) => {
      const numbers = elementsOf(array)?.map(Number);
      if (!numbers?.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255)) return '';
      const bytes = Buffer.from(numbers);
      return utf8Text(bytes) === undefined ? '' : bytes.toString('base64');
    },
  }),
  /** @see https://learn.microsoft.com/kusto/query/base64-encode-fromguid-function */
  base64_encode_fromguid: native({
    name: 'base64_encode_fromguid',
    parameters: ['guid'],
    returns: 'string',
    run: (guid: string) => swappedGuid(Buffer.from(guid.replaceAll('-', ''), 'hex')).toString('base64'),
  }),
  /** @see https://learn.microsoft.com/kusto/query/gzip-base64-compress */
  gzip_compress_to_base64_string: packing('gzip_compress_to_base64_string', gzipped),
  gzip_decompress_from_base64_string: unpacking('gzip_decompress_from_base64_string', (bytes) =>
    gunzipSync(bytes, { maxOutputLength: LARGEST_TEXT }),
  ),
  /** @see https://learn.microsoft.com/kusto/query/zlib-base64-compress-function */
  zlib_compress_to_base64_string: packing('zlib_compress_to_base64_string', (bytes) =>
    smallest(bytes, deflateSync),
  ),
  zlib_decompress_from_base64_string: unpacking('zlib_decompress_from_base64_string', (bytes) =>
    inflateSync(bytes, { maxOutputLength: LARGEST_TEXT }),
  ),
};

/** Bytes that would hardly shrink are stored as they are. */
function smallest(bytes: Buffer, pack: (bytes: Buffer, options: { level: number }) => Buffer): Buffer {
  const stored = pack(bytes, { level: 0 });
  const packed = pack(bytes, { level: 6 });
  return packed.length > stored.length * 0.8 ? stored : packed;
}

function gzipped(bytes: Buffer): Buffer {
  const packed = smallest(bytes, gzipSync);
  // Neither level nor system of the writer are told.
  packed[8] = 0;
  packed[9] = 0xff;
  return packed;
}

function packing(name: string, pack: (bytes: Buffer) => Buffer): FunctionTable[string] {
  return native({
    name,
    parameters: ['string'],
    returns: 'string',
    run: (text: string) => pack(Buffer.from(text)).toString('base64'),
  });
}

/** What cannot be unpacked gives the empty text. */
function unpacking(name: string, unpack: (bytes: Buffer) => Buffer): FunctionTable[string] {
  return native({
    name,
    parameters: ['string'],
    returns: 'string',
    run: (text: string) => {
      const bytes = fromBase64(text);
      try {
        return (bytes && utf8Text(unpack(bytes))) ?? '';
      } catch {
        return '';
      }
    },
  });
}
