import { VedetteError } from '@vedette/sdk';
import { readTree, walkTree, type Column, type Schema, type Tree, type TreeNode } from '@vedette/kql';
import { bare, childOf } from '../lint/examined.ts';
import { edited, type Edit } from './edits.ts';
import { pins } from './pin.ts';
import { refusal, wordOf } from './refusal.ts';
import { checkRowByRow, isRowByRow, keepsTime } from './row-by-row.ts';
import { chainOf } from './source.ts';
import { halve } from './summarize.ts';
import { datetimeLiteral, ticksOfDate, type Ticks } from './ticks.ts';
import { spanOf, type Span } from './window.ts';

const WHOLE = 'Run the query without --all.';

/** The table of what the pieces gave, in the query that joins them. */
export const PARTS = 'VedetteParts';

/** How a query is cut by time and put together again. */
export interface SplitPlan {
  readonly span: Span;
  readonly now: Ticks;
  /** Whether the latest piece comes first. */
  readonly descending: boolean;
  /** So many rows are enough. */
  readonly limit?: number | undefined;
  /** The query of one piece. */
  piece(span: Span): string;
  /** What is run over the rows of all pieces; where it is absent they are the result, one after the other. */
  readonly join?: { readonly query: string; readonly columns: readonly Column[] } | undefined;
}

interface Tail {
  readonly piece?: readonly string[];
  /** Operators over the rows of all pieces; where absent these are the result. */
  readonly join?: readonly string[];
  readonly descending?: boolean;
  readonly limit?: number | undefined;
}

/**
 * Decides on the syntax tree whether a query can be cut by time and be exactly the same.
 *
 * @throws VedetteError MDE_QUERY with the place of what stands in the way, or of what is wrong with the query.
 */
export function planSplit(query: string, schema: Schema, at: Date): SplitPlan {
  const { root, diagnostics, columns } = readTree(query, schema);
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong) {
    throw new VedetteError('MDE_QUERY', `${wrong.message} (line ${wrong.line}, column ${wrong.column})`, {
      facts: { line: wrong.line, column: wrong.column },
    });
  }
  const now = ticksOfDate(at);
  const edits = pins(root, now);
  const chain = chainOf(query, root, schema);
  const found = chain.pipes.findIndex(({ operator }) => !isRowByRow(operator));
  const cut = found < 0 ? chain.pipes.length : found;
  const head = [...chain.before, ...chain.pipes.slice(0, cut).map(({ operator }) => operator)];
  checkRowByRow(query, [chain.source, ...head]);
  const last = chain.pipes[cut - 1]?.pipe ?? chain.head;
  const tail = tailOf(
    query,
    chain.pipes.slice(cut).map(({ operator }) => operator),
    edits,
    keepsTime(head),
  );
  const piece = (span: Span): string => {
    const all = [...edits, { start: chain.source.end, end: chain.source.end, text: condition(span) }];
    const lets = edited(query, all, 0, chain.result.start);
    const rows = edited(query, all, last.start, last.end);
    return lets + [rows, ...(tail.piece ?? [])].join('\n| ');
  };
  const parts = readTree(piece({}), schema);
  const lets = constants(root).map((one) => `${edited(query, edits, one.start, one.end)};\n`);
  const join = tail.join && {
    query: lets.join('') + [PARTS, ...tail.join].join('\n| '),
    columns: parts.columns,
  };
  const joined = join ? readTree(join.query, new Map([[PARTS, join.columns]])) : parts;
  checkColumns(query, chain.result, joined, columns);
  return {
    span: spanOf(head, now),
    now,
    descending: tail.descending ?? false,
    limit: tail.limit,
    piece,
    join,
  };
}

function condition({ from, to }: Span): string {
  const bounds = [
    ...(from === undefined ? [] : [`Timestamp >= ${datetimeLiteral(from)}`]),
    ...(to === undefined ? [] : [`Timestamp < ${datetimeLiteral(to)}`]),
  ];
  return bounds.length === 0 ? '' : `\n| where ${bounds.join(' and ')}\n`;
}

/** What follows the operators that work row by row: what of it each piece does, and what is done to all rows. */
function tailOf(
  query: string,
  operators: readonly TreeNode[],
  edits: readonly Edit[],
  inTime: boolean,
): Tail {
  const rest = operators.filter(({ kind }) => kind !== 'RenderOperator');
  const [first, second] = rest;
  if (!first) return {};
  const texts = rest.map((one) => edited(query, edits, one.start, one.end));
  const [text = ''] = texts;
  switch (first.kind) {
    case 'TakeOperator': {
      const limit = numberOf(query, first);
      return { piece: [text], limit, ...(rest.length > 1 && { join: texts }) };
    }
    case 'SortOperator': {
      const taken = second?.kind === 'TakeOperator' ? texts.slice(0, 2) : undefined;
      const direction = inTime ? directionInTime(first) : undefined;
      if (direction === undefined || rest.length > (taken ? 2 : 1))
        return { piece: taken ?? [], join: texts };
      return {
        piece: taken ?? [text],
        descending: direction === 'desc',
        ...(taken && second && { limit: numberOf(query, second) }),
      };
    }
    case 'TopOperator':
    case 'DistinctOperator':
      return { piece: [text], join: texts };
    case 'CountOperator':
      return { piece: [text], join: ['summarize Count = sum(Count)', ...texts.slice(1)] };
    case 'SummarizeOperator': {
      const halves = halve(query, first, edits);
      return { piece: [halves.piece], join: [...halves.join, ...texts.slice(1)] };
    }
    default:
      throw refusal(
        query,
        first,
        `${wordOf(first)} looks at all rows at once, and cannot be put together from parts`,
        'Run the query without --all, or save its rows and ask them with --local.',
      );
  }
}

function numberOf(query: string, take: TreeNode): number {
  const amount = childOf(take, 'Expression');
  if (amount && /^\d+$/.test(amount.text)) return Number(amount.text);
  throw refusal(query, take, `${wordOf(take)} of a number that is worked out`, 'Write the number.');
}

/** Which way a sort goes whose first key is the time of the rows. */
function directionInTime(sort: TreeNode): 'asc' | 'desc' | undefined {
  const key = sort.children.find(({ role }) => role === 'Expressions');
  const column = key && bare(key.kind === 'OrderedExpression' ? (childOf(key, 'Expression') ?? key) : key);
  if (column?.kind !== 'NameReference' || column.symbol?.name !== 'Timestamp') return undefined;
  const ordering = key && childOf(key, 'Ordering')?.text;
  return ordering?.startsWith('asc') ? 'asc' : 'desc';
}

/** Let statements that read no table: what comes after the pieces may ask for them. */
function constants(root: TreeNode): TreeNode[] {
  return root.children.filter(
    (statement) =>
      statement.kind === 'LetStatement' &&
      ![...walkTree(statement)].some((node) => node.columns !== undefined),
  );
}

/** What the pieces give when they are joined has to have the columns of the query, by the same names. */
function checkColumns(query: string, root: TreeNode, joined: Tree, wanted: readonly Column[]): void {
  const fault = joined.diagnostics.find(({ severity }) => severity === 'error');
  if (fault) {
    throw refusal(query, root, `what follows the pieces cannot be run over them: ${fault.message}`, WHOLE);
  }
  const names = (columns: readonly Column[]): string => columns.map(({ name }) => name).join('\n');
  if (names(joined.columns) === names(wanted)) return;
  throw refusal(query, root, 'a column has no name of its own', 'Name it, as in Hours = Minutes / 60.');
}
