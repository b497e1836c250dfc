import { className, listed } from '../../parse/syntax.ts';
import type { Expression, Node } from '../../parse/syntax.ts';
import type { Join, Relation } from '../../plan/relation.ts';
import type { KqlType } from '../../type.ts';
import { refuse } from '../refuse.ts';

type Key = Join['on'][number];

const NUMBERS = new Set<KqlType>(['int', 'long', 'real', 'decimal']);

/** The columns two tables are joined on: a name they share, or `$left.a == $right.b`; several by comma or `and`. */
export function joinKeys(
  clause: Kusto.Language.Syntax.JoinConditionClause,
  left: Relation,
  right: Relation,
): Key[] {
  if (className(clause) !== 'JoinOnClause')
    refuse(clause, 'Say what to join on: on Column, or on $left.A == $right.B.');
  const { Expressions: list } = clause as Kusto.Language.Syntax.JoinOnClause;
  return listed<Expression>(list)
    .flatMap(conjuncts)
    .map((node) => {
      const key = keyOf(node);
      const types = [typeIn(left, key.left, node), typeIn(right, key.right, node)];
      const [a, b] = types;
      if (types.includes('dynamic')) {
        refuse(
          node,
          'A dynamic cannot be a key of a join. Make it a value first: extend Key = tostring(Column).',
        );
      }
      if (a !== b && !(a && b && NUMBERS.has(a) && NUMBERS.has(b)))
        refuse(node, `The keys of a join must have one type; these are ${a} and ${b}. Convert one of them.`);
      return key;
    });
}

function conjuncts(node: Expression): Expression[] {
  if (className(node) === 'ParenthesizedExpression') {
    const { Expression: inner } = node as Kusto.Language.Syntax.ParenthesizedExpression;
    return inner ? conjuncts(inner) : [];
  }
  const { Operator: sign, Left, Right } = node as Kusto.Language.Syntax.BinaryExpression;
  const both = className(node) === 'BinaryExpression' && sign?.Text?.toLowerCase() === 'and';
  return both && Left && Right ? [...conjuncts(Left), ...conjuncts(Right)] : [node];
}

function keyOf(node: Expression): Key {
  if (className(node) === 'NameReference') {
    const name = (node as Kusto.Language.Syntax.NameReference).SimpleName ?? '';
    return { left: name, right: name };
  }
  if (className(node) === 'BinaryExpression') {
    const { Operator: sign, Left, Right } = node as Kusto.Language.Syntax.BinaryExpression;
    const sides = new Map([sideOf(Left), sideOf(Right)].flatMap((side) => (side ? [side] : [])));
    const [left, right] = [sides.get('$left'), sides.get('$right')];
    if (sign?.Text === '==' && left !== undefined && right !== undefined) return { left, right };
  }
  return refuse(
    node,
    'A join compares columns for being equal: on Column, or on $left.A == $right.B. Put any other condition into a where behind it.',
  );
}

/** `$left.a` → ['$left', 'a'] */
function sideOf(node: Node | null): [string, string] | undefined {
  if (!node || className(node) !== 'PathExpression') return undefined;
  const { Expression: base, Selector: selector } = node as Kusto.Language.Syntax.PathExpression;
  if (!base || !selector || className(base) !== 'NameReference') return undefined;
  const name = (selector as Kusto.Language.Syntax.NameReference).SimpleName;
  const side = (base as Kusto.Language.Syntax.NameReference).SimpleName;
  return name && side ? [side, name] : undefined;
}

function typeIn({ columns }: Relation, name: string, node: Node): KqlType {
  const type = columns.find((column) => column.name === name)?.type;
  return type ?? refuse(node, `There is no column '${name}' to join on.`, 'KQL_UNKNOWN_NAME');
}
