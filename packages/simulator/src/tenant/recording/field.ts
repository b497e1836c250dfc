import type { Json } from '../recorded.ts';
import { tickOfIso, type Tick } from '../tick.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** Reads values of recorded answers, which may be missing, null or of another kind than documented. */
export class Field {
  readonly #raw: Json;

  constructor(raw: Json) {
    this.#raw = raw;
  }

  text(name: string): string | null {
    const value = this.#raw[name];
    return typeof value === 'string' ? value : null;
  }

  number(name: string): number | null {
    const value = this.#raw[name];
    return typeof value === 'number' ? value : null;
  }

  time(name: string): Tick | null {
    return tickOfIso(this.text(name) ?? '') ?? null;
  }

  word(name: string, words: Vocabulary): string | null {
    const spelled = this.text(name);
    return spelled === null ? null : words.readNative(spelled);
  }

  texts(name: string): string[] {
    const value = this.#raw[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  objects(name: string): Json[] {
    const value = this.#raw[name];
    return Array.isArray(value)
      ? value.filter((item): item is Json => typeof item === 'object' && item !== null)
      : [];
  }
}
