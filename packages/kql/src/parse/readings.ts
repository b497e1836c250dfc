import type { Diagnostic } from '../diagnostic.ts';
import { lineAndColumn } from './place.ts';

/** A token of the parser: what stands in front of it, and itself. */
interface Token {
  readonly Trivia: string | null;
  readonly Text: string | null;
}

/** Microsoft's binder reads a name anew wherever it is used; past this it would take minutes. */
const MOST_READINGS = 50_000;

/**
 * A `let` whose names stand for more than can be read: thirty lines, each of which reads the one before twice, are a
 * billion. Told from the words alone, before anything is bound.
 */
export function tooManyReadings(tokens: readonly (Token | null)[], text: string): Diagnostic | undefined {
  const readings = new Map<string, number>();
  const open: { name: string; depth: number; sum: number; at: number }[] = [];
  let depth = 0;
  let offset = 0;
  const close = (least: number): void => {
    for (let last = open.at(-1); last && last.depth >= least; last = open.at(-1)) {
      open.pop();
      readings.set(last.name, last.sum);
      const around = open.at(-1);
      if (around) around.sum += last.sum;
    }
  };
  for (let index = 0; index < tokens.length; index++) {
    const word = tokens[index]?.Text ?? '';
    const at = offset + (tokens[index]?.Trivia ?? '').length;
    offset = at + word.length;
    if (/^[([{]$/.test(word)) depth++;
    else if (/^[)\]}]$/.test(word)) depth--;
    // A semicolon ends a let; a closing brace ends those that stand inside of it.
    if (word === ';') close(depth);
    if (word === '}') close(depth + 1);
    if (word === 'let') {
      open.push({ name: nameOf(tokens, index + 1), depth, sum: 1, at });
      continue;
    }
    const inside = open.at(-1);
    if (inside) inside.sum += readings.get(unquoted(word)) ?? 0;
    if (inside && inside.sum > MOST_READINGS) {
      return {
        code: 'KQL_SIZE',
        severity: 'error',
        message:
          'Names that read other names again and again make this query too large. Put materialize(…) around the tables that are read often, or name fewer steps.',
        ...lineAndColumn(text, inside.at),
        length: 3,
      };
    }
  }
  return undefined;
}

/** `name`, or `['name']`. */
function nameOf(tokens: readonly (Token | null)[], index: number): string {
  const first = tokens[index]?.Text ?? '';
  return unquoted(first === '[' ? (tokens[index + 1]?.Text ?? '') : first);
}

function unquoted(word: string): string {
  return word.replace(/^(["'])(.*)\1$/s, '$2');
}
