import { pad, widthOf, wrap } from '../render/fit.ts';
import type { Paint } from '../paint.ts';
import type { Flag } from '../words/flag.ts';

export interface Line {
  readonly term: string;
  readonly about: string;
}

/** Terms on the left, explanations beside them, wrapped to the width. */
export function termLines(lines: readonly Line[], width: number, paint: Paint, least = 0): string[] {
  const left = Math.min(34, Math.max(least, ...lines.map(({ term }) => widthOf(term))));
  return lines.flatMap(({ term, about }) => {
    const [first = '', ...more] = wrap(about, Math.max(24, width - left - 4));
    const indent = ' '.repeat(left + 4);
    const head =
      widthOf(term) > left
        ? [`  ${paint.cyan(term)}`, `${indent}${first}`]
        : [`  ${paint.cyan(pad(term, left, false))}  ${first}`];
    return [...head.map((line) => line.trimEnd()), ...more.map((line) => indent + line)];
  });
}

/** One flag with its value, what it is for, what it may be, and what it is otherwise. */
export function flagLine(flag: Flag): Line {
  const short = flag.short ? `-${flag.short}, ` : '';
  const value = flag.takes === 'nothing' ? '' : ` ${flag.placeholder ?? 'VALUE'}`;
  const about = [
    flag.describe,
    flag.values ? `one of: ${flag.values.join(', ')}` : undefined,
    flag.fallback === undefined
      ? undefined
      : flag.takes === 'nothing'
        ? `on unless --no-${flag.name} is given`
        : `default: ${flag.fallback}`,
    flag.required ? 'required' : undefined,
  ];
  return { term: `${short}--${flag.name}${value}`, about: about.filter((part) => part).join('; ') };
}

/** Commands to type, each behind what it is for. A long one goes on in further lines, as a shell takes it. */
export function exampleLines(
  examples: readonly (readonly [line: string, why: string])[],
  width: number,
  paint: Paint,
): string[] {
  return examples.flatMap(([line, why]) => [`  ${paint.dim(`# ${why}`)}`, ...continued(line, width - 6)]);
}

function continued(line: string, room: number): string[] {
  const lines: string[] = [];
  let current = '';
  // Broken before a flag only: inside a value the shell would see the break.
  for (const part of line.split(/ (?=--\w)/)) {
    const longer = current === '' ? part : `${current} ${part}`;
    if (current !== '' && widthOf(longer) > room) {
      lines.push(`${current} \\`);
      current = `  ${part}`;
    } else current = longer;
  }
  return [...lines, current].map((one) => `  ${one}`);
}

export function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : ['', paint.bold(title), ...lines];
}
