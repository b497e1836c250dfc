/**
 * A text as a KQL string literal. What it holds can never end the literal: quotes, backslashes and everything that
 * is no visible character are escaped.
 *
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/string
 */
export function literal(text: string): string {
  const body = text.replace(/[\\"]/g, '\\$&').replace(
    // Line ends of every kind end a literal; direction marks would show a reader another query than the one that runs.
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${body}"`;
}

/** `("a", "b")`, as `in~` and `has_any` take it. */
export function literals(texts: readonly string[]): string {
  return `(${texts.map(literal).join(', ')})`;
}
