import { isoOfTick, type Tick } from './tick.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A time as the services write it, or null. */
export function time(tick: Tick | null): string | null {
  return tick === null ? null : isoOfTick(tick);
}

/** A word of a closed set as the native APIs write it, or null. */
export function native(words: Vocabulary, word: string | null): string | null {
  return word === null ? null : words.native(word);
}
