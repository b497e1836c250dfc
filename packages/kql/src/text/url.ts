/** The parts of a URL; what it lacks is the empty text. */
export interface UrlParts {
  readonly Scheme: string;
  readonly Host: string;
  readonly Port: string;
  readonly Path: string;
  readonly Username: string;
  readonly Password: string;
  readonly 'Query Parameters': Readonly<Record<string, string>>;
  readonly Fragment: string;
}

/** Takes an absolute URL apart. A text without a scheme is read as a path with a query. */
export function urlParts(url: string): UrlParts {
  const [, scheme = '', rest = url] = /^([A-Za-z][\w+.-]*):\/\/(.*)$/s.exec(url) ?? [];
  const [beforeFragment, fragment] = cut(rest, '#');
  const [beforeQuery, query] = cut(beforeFragment, '?');
  const slash = scheme === '' ? 0 : beforeQuery.indexOf('/');
  const authority = scheme === '' ? '' : slash === -1 ? beforeQuery : beforeQuery.slice(0, slash);
  const path = slash === -1 ? '' : beforeQuery.slice(slash);
  const at = authority.lastIndexOf('@');
  const [username, password] = cut(at === -1 ? '' : authority.slice(0, at), ':');
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority.slice(at + 1)) ?? [];
  return {
    Scheme: scheme,
    Host: host,
    Port: port,
    Path: path,
    Username: username,
    Password: password,
    'Query Parameters': queryParameters(query),
    Fragment: fragment,
  };
}

/** The parameters of the query of a URL; of a repeated name the last counts. */
export function queryParameters(query: string): Record<string, string> {
  const pairs = query
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => cut(pair, '='));
  return Object.fromEntries(pairs.map(([name, value]) => [percentDecoded(name), percentDecoded(value)]));
}

/** A text with its percent signs read; what they say wrongly stays as it is. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A text as it may stand in a URL: letters, digits and `-_.~` as they are, all else as bytes in hexadecimal. */
export function percentEncoded(text: string): string {
  return Array.from(Buffer.from(text), (byte) => {
    const character = String.fromCharCode(byte);
    return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
}

function cut(text: string, at: string): [string, string] {
  const place = text.indexOf(at);
  return place === -1 ? [text, ''] : [text.slice(0, place), text.slice(place + at.length)];
}
