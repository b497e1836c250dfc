import { className, listed, textOf } from '../parse/syntax.ts';
import type { Element, Node } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import { bindLet, isTabular } from './let.ts';
import type { Names } from './names.ts';
import { noNames } from './names.ts';
import { bindParameters } from './parameters.ts';
import { refuse } from './refuse.ts';
import { bindRelation } from './relation.ts';
import type { Query, Scope } from './scope.ts';
import { bindSet } from './set.ts';
import { overShared } from './share.ts';

type Binder = (statement: Element, scope: Scope) => Names;

/** Statements that add to the names of those behind them. */
const STATEMENTS: Readonly<Record<string, Binder>> = {
  LetStatement: (statement, scope) => bindLet(statement as Kusto.Language.Syntax.LetStatement, scope),
  QueryParametersStatement: (statement, scope) =>
    bindParameters(statement as Kusto.Language.Syntax.QueryParametersStatement, scope),
  SetOptionStatement: (statement, scope) =>
    bindSet(statement as Kusto.Language.Syntax.SetOptionStatement, scope),
  EmptyStatement: (_, { names }) => names,
  AliasStatement: (statement) =>
    refuse(
      statement,
      'alias names a database of a cluster, and there is none here. Name the tables as they are.',
    ),
  PatternStatement: (statement) =>
    refuse(statement, 'declare pattern is not supported. Write a function with let, and case() in it.'),
  RestrictStatement: (statement) =>
    refuse(statement, 'restrict access is not supported. Leave it out; name the tables the query may read.'),
};

/** Binds a whole query: its statements in order, the last of which gives the result. */
export function bindQuery(block: Node, query: Query): Relation {
  let names: Names = noNames;
  let result: Relation | undefined;
  for (const statement of listed((block as Kusto.Language.Syntax.QueryBlock).Statements)) {
    const kind = className(statement);
    if (kind === 'ExpressionStatement') {
      if (result) refuse(statement, 'A query may have a single result: run one query at a time.');
      const { Expression } = statement as Kusto.Language.Syntax.ExpressionStatement;
      if (Expression && !isTabular(Expression) && className(Expression) !== 'PipeExpression')
        refuse(Expression, 'The result of a query is a table. Write print in front of a single value.');
      if (Expression) result = bindRelation(Expression, { query, names });
      continue;
    }
    const bind = Object.hasOwn(STATEMENTS, kind) ? STATEMENTS[kind] : undefined;
    if (!bind) refuse(statement, `This kind of statement is not supported: ${textOf(statement)}`);
    names = bind(statement, { query, names });
  }
  if (!result) refuse(block, 'The query has no result: it must end in a tabular expression.');
  return overShared(withoutHidden(result, query), query);
}

function withoutHidden(result: Relation, { hidden }: Query): Relation {
  const columns = result.columns.filter(({ name }) => !hidden?.has(name));
  if (columns.length === result.columns.length || columns.length === 0) return result;
  const values = columns.map(({ name, type }) => ({ name, value: { op: 'column', name, type } as const }));
  return { op: 'project', columns, serialized: result.serialized ?? false, input: result, values };
}
