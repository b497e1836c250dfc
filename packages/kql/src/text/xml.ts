import type { Json } from '../type.ts';

interface Element {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: Element[];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const NAME = String.raw`[A-Za-z_:\u0080-\uffff][\w:.\-\u0080-\uffff]*`;
const OPENING = new RegExp(`^<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`);
const ATTRIBUTE = new RegExp(`(${NAME})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g');
/** Deeper nesting is not read. */
const DEEPEST = 1000;

/**
 * An XML document as JSON: elements, attributes (`@name`) and text (`#text`) count, all else is passed over. Undefined when
 * the text is not well formed.
 * @see https://learn.microsoft.com/kusto/query/parse-xml-function
 */
export function xmlAsJson(text: string): Json | undefined {
  const root = rootOf(text);
  return root && { [root.name]: contentOf(root) };
}

function rootOf(text: string): Element | undefined {
  const open: Element[] = [];
  let root: Element | undefined;
  for (let at = 0; at < text.length;) {
    if (text[at] !== '<') {
      const end = text.indexOf('<', at);
      const piece = decoded(text.slice(at, end === -1 ? text.length : end));
      const parent = open.at(-1);
      if (piece === undefined || (!parent && piece.trim() !== '')) return undefined;
      if (parent) parent.text += piece;
      at = end === -1 ? text.length : end;
      continue;
    }
    const skipped = endOfAside(text, at, open.at(-1));
    if (skipped === -1) return undefined;
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const close = text.indexOf('>', at) + 1;
    if (text[at + 1] === '/') {
      const element = open.pop();
      if (close === 0 || text.slice(at + 2, close - 1).trim() !== element?.name) return undefined;
      at = close;
      continue;
    }
    const tag = OPENING.exec(text.slice(at, endOfTag(text, at)));
    if (!tag || (open.length === 0 && root) || open.length > DEEPEST) return undefined;
    const element: Element = {
      name: tag[1] ?? '',
      attributes: attributesOf(tag[2] ?? ''),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    root ??= element;
    if (tag[3] !== '/') open.push(element);
    at += tag[0].length;
  }
  return open.length === 0 ? root : undefined;
}

/** Behind a comment, an instruction, a doctype or a CDATA section; `at` itself when none begins there, -1 when it has no end. */
function endOfAside(text: string, at: number, parent: Element | undefined): number {
  const [begin, end] = ASIDES.find(([start]) => text.startsWith(start, at)) ?? [];
  if (begin === undefined || end === undefined) return at;
  const close = text.indexOf(end, at + begin.length);
  if (close === -1) return -1;
  if (begin === '<![CDATA[' && parent) parent.text += text.slice(at + begin.length, close);
  return close + end.length;
}

const ASIDES = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!DOCTYPE', '>'],
] as const;

/** The end of a tag: the first `>` outside of quotes. */
function endOfTag(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at + 1;
  }
  return text.length;
}

function attributesOf(text: string): [string, string][] {
  return Array.from(text.matchAll(ATTRIBUTE), ([, name = '', double, single]) => [
    `@${name}`,
    decoded(double ?? single ?? '') ?? '',
  ]);
}

function contentOf({ attributes, children, text }: Element): Json {
  const written = text.trim();
  if (attributes.length === 0 && children.length === 0) return written === '' ? null : written;
  const content: Record<string, Json> = Object.fromEntries(attributes);
  if (written !== '') content['#text'] = written;
  const groups = Map.groupBy(children, ({ name }) => name);
  for (const [name, group] of groups) {
    const values = group.map(contentOf);
    content[name] = values.length === 1 ? (values[0] ?? null) : values;
  }
  return content;
}

/** A text with its entities read; undefined when one is unknown. */
function decoded(text: string): string | undefined {
  let known = true;
  const result = text.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(\w+));?/gi,
    (_, decimal?: string, hex?: string, name?: string) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      const character = ENTITIES[name ?? ''];
      if (character === undefined) known = false;
      return character ?? '';
    },
  );
  return known ? result : undefined;
}
