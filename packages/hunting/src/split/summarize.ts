import type { Column, TreeNode } from '@vedette/kql';
import { bare, callOf, childOf } from '../lint/examined.ts';
import { AGAIN, INSTEAD, MERGES, type Merge } from './aggregates.ts';
import { edited, type Edit } from './edits.ts';
import { refusal } from './refusal.ts';

/** A summarize as each piece does it, and what puts the parts together. Operators without the bar. */
export interface Halves {
  readonly piece: string;
  readonly join: readonly string[];
}

/** Rows of a piece, where there are no groups: what an empty piece says of a text must not count. */
const ROWS = 'Part_Rows';

/** @throws VedetteError MDE_QUERY naming the aggregate that cannot be put together from parts. */
export function halve(query: string, operator: TreeNode, edits: readonly Edit[]): Halves {
  const text = (node: TreeNode): string => edited(query, edits, node.start, node.end);
  const keys = childOf(operator, 'ByClause')?.children ?? [];
  const columns = operator.columns ?? [];
  const keyNames = columns.slice(0, keys.length).map(({ name }) => nameText(name));
  const items = operator.children.filter(({ role }) => role === 'Aggregates');
  const spans = spansOf(query, items, columns.slice(keys.length));
  const grouped = keys.length > 0;
  const pieces: string[] = grouped ? [] : [`${ROWS} = count()`];
  const merges: string[] = [];
  const projected: string[] = [];
  for (const [at, item] of items.entries()) {
    const names = (spans[at] ?? []).map(({ name }) => nameText(name));
    const call = callOf(valueOf(item));
    if (call && AGAIN.has(call.name)) {
      if (!grouped && !(call.name.startsWith('arg_') && call.arguments[0]?.type !== 'string')) {
        throw refusal(
          query,
          item,
          `${call.name} without groups`,
          'Group by something, or run it without --all.',
        );
      }
      pieces.push(text(item));
      merges.push(`${call.name}(${names.join(', ')})`);
      projected.push(...names);
      continue;
    }
    const value = valueOf(item);
    const parts = aggregatesOf(query, value).map((one, index) => ({ ...one, name: `Part_${at}_${index}` }));
    for (const { node, merge, name, most } of parts) {
      pieces.push(`${name} = ${text(node)}`);
      merges.push(`${name} = ${mergeOf(merge, name, most && text(most), grouped)}`);
    }
    const replaced = parts.map(({ node, name }) => ({ start: node.start, end: node.end, text: name }));
    const outside = edits.filter(
      (edit) => !replaced.some(({ start, end }) => edit.start >= start && edit.end <= end),
    );
    const whole = edited(query, [...outside, ...replaced], value.start, value.end);
    projected.push(`${names[0] ?? ''} = ${whole}`);
  }
  // A plain column keeps its name by itself, and only so is it left out of `*`.
  const named = keys.map((key, at) =>
    key.kind === 'NameReference' ? text(key) : `${keyNames[at]} = ${text(valueOf(key))}`,
  );
  return {
    piece: summarize(pieces, named),
    join: [summarize(merges, keyNames), `project ${[...keyNames, ...projected].join(', ')}`],
  };
}

/** Without groups an empty piece gives a row, too, whose smallest text is the empty one. */
function mergeOf(merge: Merge, name: string, most: string | undefined, grouped: boolean): string {
  if (merge === 'make_set') return `make_set(${[name, ...(most === undefined ? [] : [most])].join(', ')})`;
  return grouped || merge === 'sum' ? `${merge}(${name})` : `${merge}if(${name}, ${ROWS} > 0)`;
}

function summarize(aggregates: readonly string[], by: readonly string[]): string {
  return [
    'summarize',
    ...(aggregates.length > 0 ? [aggregates.join(', ')] : []),
    ...(by.length > 0 ? ['by', by.join(', ')] : []),
  ].join(' ');
}

function valueOf(item: TreeNode): TreeNode {
  return item.kind.endsWith('NamedExpression') ? (childOf(item, 'Expression') ?? item) : item;
}

/** A name as it may stand in a query. */
export function nameText(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `['${name.replace(/[\\']/g, '\\$&')}']`;
}

/** Which columns of the result each item gives. Only what ends in `*` gives a number of them that is not written. */
function spansOf(query: string, items: readonly TreeNode[], columns: readonly Column[]): Column[][] {
  const widths = items.map((item) => {
    const call = callOf(valueOf(item));
    if (!call || !AGAIN.has(call.name)) return 1;
    return call.arguments.some(({ kind }) => kind === 'StarExpression') ? undefined : call.arguments.length;
  });
  const open = items.filter((_, at) => widths[at] === undefined);
  if (open[1]) throw refusal(query, open[1], 'a second aggregate of all columns', 'Name its columns.');
  const written = widths.reduce<number>((sum, width) => sum + (width ?? 0), 0);
  let at = 0;
  return widths.map((width) => columns.slice(at, (at += width ?? columns.length - written)));
}

interface Aggregate {
  readonly node: TreeNode;
  readonly merge: Merge;
  /** How many elements a set has at most. */
  readonly most?: TreeNode | undefined;
}

/** The outermost aggregates of an expression that can be merged; a column outside of them belongs to one that cannot. */
function aggregatesOf(query: string, expression: TreeNode, within?: TreeNode): Aggregate[] {
  const node = bare(expression);
  const call = callOf(node);
  const merge = call && Object.hasOwn(MERGES, call.name) ? MERGES[call.name] : undefined;
  if (merge !== undefined) {
    if (call?.name.endsWith('if') && (merge === 'min' || merge === 'max') && node.type === 'string') {
      throw refusal(query, node, `${call?.name} of a text`, 'Filter before you summarize.');
    }
    return [{ node, merge, most: call?.arguments[call.name.endsWith('_if') ? 2 : 1] }];
  }
  if (
    (node.symbol?.kind === 'column' && node.kind === 'NameReference') ||
    (call && isUnmergeable(call.name))
  ) {
    const aggregate = (call ? node : within) ?? node;
    const name = callOf(aggregate)?.name ?? aggregate.text;
    const advice = Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : undefined;
    throw refusal(
      query,
      aggregate,
      `${name} of the whole cannot be had from parts`,
      advice ?? 'Run the query without --all.',
    );
  }
  const members = call ? call.arguments : node.children;
  return members.flatMap((child) => aggregatesOf(query, child, call ? node : within));
}

function isUnmergeable(name: string): boolean {
  return AGAIN.has(name) || Object.hasOwn(INSTEAD, name);
}
