/** The texts of the elements of a JSON array, or undefined when the text is no array. The text must be valid JSON. */
export function elementsOf(text: string): string[] | undefined {
  const begin = firstMark(text);
  if (text[begin] !== '[') return undefined;
  return partsOf(text, begin + 1);
}

/** Names and texts of the properties of a JSON object, or undefined when it is none. Of a repeated name the last counts. */
export function propertiesOf(text: string): Map<string, string> | undefined {
  const begin = firstMark(text);
  if (text[begin] !== '{') return undefined;
  const properties = new Map<string, string>();
  for (const part of partsOf(text, begin + 1)) {
    const end = endOfString(part, 0);
    properties.set(JSON.parse(part.slice(0, end)) as string, part.slice(part.indexOf(':', end) + 1).trim());
  }
  return properties;
}

export const arrayOf = (elements: readonly string[]): string => `[${elements.join(',')}]`;

export function bagOf(properties: Iterable<readonly [string, string]>): string {
  return `{${Array.from(properties, ([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}}`;
}

/** A real as JSON writes it: with a point, so that it stays a real; what JSON has no number for is a string. */
export function realText(value: number): string {
  if (!Number.isFinite(value)) return `"${value}"`;
  return Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
}

/** The pieces between the commas of this level, up to its closing bracket. */
function partsOf(text: string, from: number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: // "
        at = endOfString(text, at) - 1;
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth++;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        if (depth-- === 0) {
          const last = text.slice(start, at).trim();
          if (last !== '') parts.push(last);
          return parts;
        }
        break;
      case 0x2c: // ,
        if (depth === 0) {
          parts.push(text.slice(start, at).trim());
          start = at + 1;
        }
        break;
    }
  }
  return parts;
}

/** Behind the closing quote of the string that opens at `at`. */
function endOfString(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end + 1;
}

function firstMark(text: string): number {
  let at = 0;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}
