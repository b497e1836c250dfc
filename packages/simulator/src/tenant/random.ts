/**
 * Pseudo-random numbers that depend only on what they are made from, so that incident 73,112 can be made
 * without making the others first. sfc32 seeded by a hash of the coordinates.
 */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, ...coordinates: readonly number[]) {
    let hash = mix(seed ^ 0x9e3779b9);
    for (const coordinate of coordinates) hash = mix(hash ^ mix(coordinate + 0x85ebca6b));
    this.#a = hash;
    this.#b = mix(hash + 0x6d2b79f5);
    this.#c = mix(hash ^ 0xc2b2ae35);
    for (let round = 0; round < 4; round += 1) this.bits();
  }

  /** 32 unsigned bits. */
  bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** In [0, 1). */
  fraction(): number {
    return this.bits() / 4_294_967_296;
  }

  /** In [0, limit). */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }

  pick<T>(from: readonly T[]): T {
    const chosen = from[this.below(from.length)];
    if (chosen === undefined) throw new RangeError('nothing to pick from');
    return chosen;
  }

  hex(digits: number): string {
    let text = '';
    for (let left = digits; left > 0; left -= 8) {
      const bits = this.bits();
      text += byteText(bits >>> 24) + byteText(bits >>> 16) + byteText(bits >>> 8) + byteText(bits);
    }
    return text.slice(0, digits);
  }

  guid(): string {
    const hex = this.hex(32);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function byteText(bits: number): string {
  return BYTES[bits & 255] ?? '';
}

/** A finaliser in the manner of MurmurHash3: every input bit reaches every output bit. */
export function mix(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number for a seed given as text. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return mix(hash);
}
