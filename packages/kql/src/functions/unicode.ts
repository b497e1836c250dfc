import { sql } from '../sql/sql.ts';
import { decodePunycode, encodePunycode } from '../value/punycode.ts';
import { elementsOf } from '../value/json-text.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { textOf } from './text-of.ts';

/** @see https://learn.microsoft.com/kusto/query/unicode-codepoints-from-string-function */
const codepoints = native({
  name: 'unicode_codepoints',
  parameters: ['string'],
  returns: 'dynamic',
  run: (text: string) => JSON.stringify(Array.from(text, (character) => character.codePointAt(0))),
});

/** Any argument that is no codepoint makes the text empty. */
const fromCodepoints = native({
  name: 'text_of_codepoints',
  parameters: [],
  rest: 'dynamic',
  returns: 'string',
  run: (...args: string[]) => {
    const numbers = args.flatMap((text) => elementsOf(text) ?? [text]).map(Number);
    const valid = numbers.every(
      (number) =>
        Number.isInteger(number) &&
        number >= 0 &&
        number <= 0x10ffff &&
        !(number >= 0xd800 && number <= 0xdfff),
    );
    return valid ? numbers.map((number) => String.fromCodePoint(number)).join('') : '';
  },
});

/** The full stop, and those that IDNA takes for it. */
const DOT = /[.\u3002\uff0e\uff61]/;

const text = (name: string, run: (text: string) => string): Rendering =>
  native({ name, parameters: ['string'], returns: 'string', run });

export const UNICODE: FunctionTable = {
  unicode_codepoints_from_string: codepoints,
  to_utf8: codepoints,
  /** @see https://learn.microsoft.com/kusto/query/unicode-codepoints-to-string-function */
  unicode_codepoints_to_string: fromCodepoints,
  make_string: fromCodepoints,
  /** @see https://learn.microsoft.com/kusto/query/isascii-function */
  isascii: ([value], call) => {
    const written = textOf(value!, call);
    return sql`(length(${written}) = strlen(${written}))`;
  },
  /** Every string is held as UTF-8. */
  isutf8: () => sql`TRUE`,
  /** @see https://learn.microsoft.com/kusto/query/punycode-from-string-function */
  punycode_from_string: text('punycode_from_string', (written) => encodePunycode(written) ?? ''),
  punycode_to_string: text('punycode_to_string', (written) => decodePunycode(written) ?? ''),
  /** @see https://learn.microsoft.com/kusto/query/punycode-domain-from-string-function */
  punycode_domain_from_string: text('punycode_domain_from_string', (domain) =>
    domain
      .split('.')
      .map((label) => (/^xn--/i.test(label) ? (decodePunycode(label.slice(4)) ?? '') : label))
      .join('.'),
  ),
  punycode_domain_to_string: text('punycode_domain_to_string', (domain) =>
    domain
      .split(DOT)
      .map((label) => (/^[\0-\x7f]*$/.test(label) ? label : `xn--${encodePunycode(label) ?? ''}`))
      .join('.'),
  ),
};
