import type { Diagnostic } from '../diagnostic.ts';
import { library } from './library.ts';
import { nearest } from './nearest.ts';
import type { Element, Node } from './syntax.ts';
import { className, columnsOf, listed, textOf } from './syntax.ts';

/** What Microsoft's binder says of a name it does not know → what kind of name it looked for. */
const UNKNOWN: Readonly<Record<string, 'any' | 'table' | 'function' | 'database'>> = {
  KS142: 'any',
  KS204: 'table',
  KS205: 'table',
  KS211: 'function',
  KS207: 'database',
  KS208: 'database',
};

/**
 * A diagnostic with the name that was probably meant. `start` is its place in the text. What a fuzzy union passes over
 * is a warning.
 */
export function hinted(
  found: Diagnostic,
  start: number,
  syntax: Node,
  globals: Kusto.Language.GlobalState,
): Diagnostic {
  const kind = UNKNOWN[found.code];
  const name = /'([^']*)'/.exec(found.message)?.[1];
  if (!kind || name === undefined) return found;
  if (kind === 'database') {
    return {
      ...found,
      message: `${found.message} There is no cluster and no other database here: name the table itself.`,
    };
  }
  const token = syntax.GetTokenAt(start) as Element | null;
  if (name.includes('*') && token && inFuzzyUnion(token)) return { ...found, severity: 'warning' };
  const meant = nearest(name, candidates(kind, token, syntax, globals));
  return meant === undefined ? found : { ...found, meant };
}

function candidates(
  kind: 'any' | 'table' | 'function',
  token: Element | null,
  syntax: Node,
  globals: Kusto.Language.GlobalState,
): Set<string> {
  const names = new Set<string>();
  const symbols = (list: unknown): void => {
    for (const { Name: name } of listed<Kusto.Language.Symbols.Symbol>(list)) if (name) names.add(name);
  };
  if (kind === 'function') symbols(library().Functions.All);
  if (kind === 'any') for (const column of columnsAt(token)) names.add(column);
  // Where columns are at hand a column was meant; tables are many, and one of them is like nearly any name.
  if (kind === 'table' || names.size === 0) symbols(globals.Database?.Tables);
  for (const statement of listed((syntax as Kusto.Language.Syntax.QueryBlock).Statements)) {
    if (className(statement) !== 'LetStatement') continue;
    const { Name: name } = statement as Kusto.Language.Syntax.LetStatement;
    if (name?.SimpleName) names.add(name.SimpleName);
  }
  return names;
}

/** The columns of the rows that the operator around a place works on. */
function columnsAt(token: Element | null): string[] {
  const names: string[] = [];
  for (let node: Element | null = token; node; node = parentOf(node)) {
    const parent = parentOf(node);
    if (!parent || className(parent) !== 'PipeExpression') continue;
    const { Operator: operator, Expression: before } = parent as Kusto.Language.Syntax.PipeExpression;
    if (operator !== node || !before) continue;
    names.push(...columnsOf(before.ResultType).map(({ name }) => name));
    break;
  }
  return names;
}

function inFuzzyUnion(token: Element): boolean {
  for (let node: Element | null = token; node; node = parentOf(node)) {
    if (className(node) !== 'UnionOperator') continue;
    const { Parameters: list } = node as Kusto.Language.Syntax.UnionOperator;
    return listed(list).some((parameter) => /^isfuzzy\s*=\s*true$/i.test(textOf(parameter)));
  }
  return false;
}

function parentOf(node: Element): Element | null {
  return (node as unknown as { Parent: Element | null }).Parent;
}
