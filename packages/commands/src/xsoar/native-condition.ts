import { VedetteError } from '@vedette/sdk';

/**
 * What the Defender XDR API filters and orders by, and what Microsoft Graph calls it.
 *
 * @see https://learn.microsoft.com/defender-xdr/api-list-incidents
 */
const FIELDS: Readonly<Record<string, string>> = {
  lastUpdateTime: 'lastUpdateDateTime',
  createdTime: 'createdDateTime',
  status: 'status',
  assignedTo: 'assignedTo',
  // Not filtered by the service, but asked for by people, and known to Graph under the same name.
  severity: 'severity',
  classification: 'classification',
  determination: 'determination',
};

/** Fields whose values are words of a list, written with a small first letter in Graph. */
const LISTED = new Set(['status', 'severity', 'classification', 'determination']);

const OPERATORS = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'and', 'or', 'not', 'null', 'asc', 'desc']);

/** A text in quotes (a quote inside is doubled), a time or number, a word, or one other character. */
const PIECE = /'(?:[^']|'')*'|\d[\w:.+-]*|[A-Za-z_]\w*|\s+|[^]/g;

/**
 * Puts a condition (or an order) that is written for the Defender XDR API into the words of Microsoft Graph.
 *
 * @throws VedetteError MDE_INPUT naming the word that Graph has no counterpart for.
 */
export function toGraphCondition(text: string): string {
  let field = '';
  return (text.match(PIECE) ?? [])
    .map((piece) => {
      if (piece.startsWith("'") && piece.length > 1) return LISTED.has(field) ? small(piece) : piece;
      if (!/^[A-Za-z_]/.test(piece) || OPERATORS.has(piece)) return piece;
      const graph = FIELDS[piece];
      if (graph === undefined) throw unknown(piece);
      field = graph;
      return graph;
    })
    .join('');
}

/** `'InProgress'` becomes `'inProgress'`. */
function small(quoted: string): string {
  return quoted.slice(0, 1) + quoted.slice(1, 2).toLowerCase() + quoted.slice(2);
}

function unknown(word: string): VedetteError {
  return new VedetteError('MDE_INPUT', `odata: Microsoft Graph has no counterpart for "${word}"`, {
    advice: `Use ${Object.keys(FIELDS).join(', ')}; or a profile with route: native, which sends odata as it stands.`,
    facts: { argument: 'odata' },
  });
}
