import type { Faults } from '../core/world.ts';
import type { SimRequest } from '../core/service.ts';
import { ODataError } from './expression.ts';
import type { QueryOptions } from './options.ts';
import { selectRows, type Selection, type Table } from './selection.ts';

export interface PageRules {
  /** Rows of a page when `$top` does not ask for fewer; a larger `$top` is refused. */
  readonly maximum: number;
  /** Does the link to the next page count rows, or carry a token? Both stand for a place in the list. */
  readonly continuation: '$skip' | '$skiptoken';
}

export interface Page extends Selection {
  readonly nextLink: string | undefined;
}

/** Cuts one page out of a table. @throws ODataError */
export function cutPage(
  table: Table,
  options: QueryOptions,
  rules: PageRules,
  request: SimRequest,
  faults: Faults,
): Page {
  const top = options.top;
  if (top !== undefined && top > rules.maximum)
    throw new ODataError(
      `The limit of '${rules.maximum}' for Top query has been exceeded. The value from the incoming request is '${top}'.`,
    );
  const skip = options.skipToken === undefined ? options.skip : placeOf(options.skipToken);
  const take = top ?? rules.maximum;
  const selection = selectRows(table, options, skip, take);
  const next = skip + selection.rows.length;
  const link = selection.more && take > 0 ? nextLink(request, options, rules, next) : undefined;
  return { ...selection, nextLink: disturbed(link, request, options, rules, skip, faults) };
}

function nextLink(request: SimRequest, options: QueryOptions, rules: PageRules, next: number): string {
  const query = new Map(options.raw);
  query.delete('$skip');
  query.delete('$skiptoken');
  query.set(rules.continuation, rules.continuation === '$skip' ? String(next) : tokenOf(next));
  const text = [...query].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${request.origin}${encodeURI(request.path)}?${text}`;
}

/** The ways in which the link to the next page has been seen to go wrong. */
function disturbed(
  link: string | undefined,
  request: SimRequest,
  options: QueryOptions,
  rules: PageRules,
  skip: number,
  faults: Faults,
): string | undefined {
  if (faults.take('nextlink-endless') !== undefined) return nextLink(request, options, rules, skip);
  if (link === undefined) return undefined;
  if (faults.take('nextlink-absent') !== undefined) return undefined;
  if (faults.take('nextlink-malformed') !== undefined) return link.replace('://', '//').replace('?', '&');
  return link;
}

function tokenOf(place: number): string {
  return Buffer.from(JSON.stringify({ place })).toString('base64url');
}

function placeOf(token: string): number {
  try {
    const { place } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as { place?: unknown };
    if (typeof place === 'number' && Number.isInteger(place) && place >= 0) return place;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new ODataError('Skip token is not valid.');
}
