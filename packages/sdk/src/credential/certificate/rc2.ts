/** The permutation of RFC 2268 section 2. */
const PITABLE = Buffer.from(
  [
    'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2',
    '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82',
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626',
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7',
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec',
    'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731',
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9',
    '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  ].join(''),
  'hex',
);

const ROTATIONS = [1, 2, 3, 5] as const;
const BLOCK = 8;

/**
 * RC2 in CBC mode (RFC 2268), for reading only: older exporters wrapped the certificates of a PFX with 40
 * bits of it, and OpenSSL 3 keeps it in a provider that Node.js does not load.
 * @returns the plain bytes with their padding taken off. @throws RangeError when the padding is wrong.
 */
export function decryptRc2Cbc(key: Buffer, iv: Buffer, data: Buffer): Buffer {
  if (data.byteLength === 0 || data.byteLength % BLOCK !== 0) throw new RangeError('not whole blocks');
  const words = expandKey(key);
  const plain = Buffer.alloc(data.byteLength);
  for (let at = 0; at < data.byteLength; at += BLOCK) {
    const block = decryptBlock(words, data.subarray(at, at + BLOCK));
    const before = at === 0 ? iv : data.subarray(at - BLOCK, at);
    for (let index = 0; index < BLOCK; index += 1) {
      plain.writeUInt8(block.readUInt8(index) ^ before.readUInt8(index), at + index);
    }
  }
  const padding = plain.readUInt8(plain.byteLength - 1);
  const tail = plain.subarray(plain.byteLength - padding);
  if (padding < 1 || padding > BLOCK || tail.some((byte) => byte !== padding)) {
    throw new RangeError('wrong padding');
  }
  return plain.subarray(0, plain.byteLength - padding);
}

/** Section 2, with as many effective bits as the key has. */
function expandKey(key: Buffer): Uint16Array {
  const size = key.byteLength;
  const bytes = Buffer.alloc(128);
  key.copy(bytes);
  for (let index = size; index < 128; index += 1) {
    bytes[index] = PITABLE.readUInt8((bytes.readUInt8(index - 1) + bytes.readUInt8(index - size)) & 255);
  }
  bytes[128 - size] = PITABLE.readUInt8(bytes.readUInt8(128 - size));
  for (let index = 127 - size; index >= 0; index -= 1) {
    bytes[index] = PITABLE.readUInt8(bytes.readUInt8(index + 1) ^ bytes.readUInt8(index + size));
  }
  return Uint16Array.from({ length: 64 }, (_, index) => bytes.readUInt16LE(index * 2));
}

/** Section 4: mixing and mashing run backwards. */
function decryptBlock(words: Uint16Array, block: Buffer): Buffer {
  const state = Uint16Array.from({ length: 4 }, (_, index) => block.readUInt16LE(index * 2));
  const r = (index: number): number => state[index & 3] ?? 0;
  const k = (index: number): number => words[index] ?? 0;
  let next = 63;
  const unmix = (): void => {
    for (const index of [3, 2, 1, 0] as const) {
      const turn = ROTATIONS[index];
      const turned = (r(index) >>> turn) | (r(index) << (16 - turn));
      const [one, two, three] = [r(index + 3), r(index + 2), r(index + 1)];
      state[index] = turned - k(next) - (one & two) - (~one & three);
      next -= 1;
    }
  };
  const unmash = (): void => {
    for (const index of [3, 2, 1, 0]) state[index] = r(index) - k(r(index + 3) & 63);
  };
  for (const rounds of [5, 6, 5]) {
    for (let round = 0; round < rounds; round += 1) unmix();
    if (next >= 0) unmash();
  }
  const plain = Buffer.alloc(BLOCK);
  state.forEach((word, index) => plain.writeUInt16LE(word, index * 2));
  return plain;
}
