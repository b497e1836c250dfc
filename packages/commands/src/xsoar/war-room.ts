import { VedetteError } from '@vedette/sdk';

/** One argument of a war-room line, with where it starts (counted from 1) for messages. */
export interface WarRoomArgument {
  /** Absent for a value that stands without a name. */
  readonly name: string | undefined;
  readonly value: string;
  readonly at: number;
  /** Back-ticks mean the text as it stands: no escapes, no context reference. */
  readonly raw: boolean;
}

export interface WarRoomLine {
  readonly command: string;
  readonly arguments: readonly WarRoomArgument[];
}

/** Characters. Far above what a person pastes, far below what would hurt. */
const LONGEST_LINE = 262_144;

const COMMAND = /[A-Za-z][\w-]*/y;
const NAME = /([A-Za-z][\w.-]*)=/y;
const BARE = /\S*/y;

/**
 * Reads `!name key=value key="a b" key=`raw``. Back-ticks are raw. In double quotes `\"` is a quote; backslashes
 * count as escapes only in front of a quote (`\\"` is one backslash and the end), so that Windows paths need none.
 *
 * @throws VedetteError MDE_INPUT naming the position, counted from 1.
 */
export function parseWarRoom(text: string): WarRoomLine {
  if (text.length > LONGEST_LINE) {
    throw refused(`The line is longer than ${LONGEST_LINE} characters.`, LONGEST_LINE + 1);
  }
  let at = skipBlank(text, 0);
  if (text[at] === '!') at += 1;
  const command = match(COMMAND, text, at)?.[0];
  if (command === undefined) throw refused('The line does not start with the name of a command', at + 1);
  at += command.length;
  const found: WarRoomArgument[] = [];
  while (at < text.length) {
    const start = skipBlank(text, at);
    if (start === text.length) break;
    if (start === at) throw refused('A space is missing', at + 1);
    const name = match(NAME, text, start);
    const valueAt = start + (name?.[0].length ?? 0);
    const { value, end, raw } = readValue(text, valueAt);
    found.push({ name: name?.[1], value, at: start + 1, raw });
    at = end;
  }
  return { command, arguments: found };
}

/** Prints a line that `parseWarRoom` reads back to the same arguments. */
export function printWarRoom(command: string, args: Readonly<Record<string, string>>): string {
  return [`!${command}`, ...Object.entries(args).map(([name, value]) => `${name}=${quote(value)}`)].join(' ');
}

function quote(value: string): string {
  if (/^[\w.@:/+-]+$/.test(value)) return value;
  if (/["\\$]/.test(value) && !value.includes('`')) return `\`${value}\``;
  return `"${value.replace(/(\\*)("|$)/g, (_, slashes: string, end: string) => slashes + slashes + (end && '\\"'))}"`;
}

function readValue(text: string, at: number): { value: string; end: number; raw: boolean } {
  if (text[at] === '`') {
    const close = text.indexOf('`', at + 1);
    if (close < 0) throw refused('A back-tick is opened and never closed', at + 1);
    return { value: text.slice(at + 1, close), end: close + 1, raw: true };
  }
  if (text[at] === '"') return { ...readQuoted(text, at), raw: false };
  const value = match(BARE, text, at)?.[0] ?? '';
  return { value, end: at + value.length, raw: false };
}

function readQuoted(text: string, open: number): { value: string; end: number } {
  let value = '';
  let at = open + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) throw refused('A double quote is opened and never closed', open + 1);
    const piece = text.slice(at, close);
    const slashes = piece.length - piece.replace(/\\+$/, '').length;
    value += piece.slice(0, piece.length - Math.ceil(slashes / 2));
    if (slashes % 2 === 0) return { value, end: close + 1 };
    value += '"';
    at = close + 1;
  }
}

function skipBlank(text: string, at: number): number {
  let next = at;
  while (next < text.length && /\s/.test(text.charAt(next))) next += 1;
  return next;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function refused(what: string, position: number): VedetteError {
  return new VedetteError('MDE_INPUT', `${what} (character ${position}).`, {
    advice: 'Write !name key=value key="a b" key=`{"as":"it stands"}`.',
    facts: { position },
  });
}
