import { walkTree, type TreeNode } from '@vedette/kql';
import { callOf } from '../lint/examined.ts';
import { refusal, wordOf } from './refusal.ts';

/** Operators that make of each row what they make of it whatever other rows there are. */
const ROW_BY_ROW: ReadonlySet<string> = new Set([
  'ExtendOperator',
  'FilterOperator',
  'MvApplyOperator',
  'MvExpandOperator',
  'ParseKvOperator',
  'ParseOperator',
  'ParseWhereOperator',
  'ProjectAwayOperator',
  'ProjectKeepOperator',
  'ProjectOperator',
  'ProjectRenameOperator',
  'ProjectReorderOperator',
]);

/** Functions that look at other rows, at another table, or at chance. */
const LOOKS_ELSEWHERE = new Set([
  'next',
  'prev',
  'row_cumsum',
  'row_number',
  'row_rank_dense',
  'row_rank_min',
  'row_window_session',
  'new_guid',
  'rand',
  'FileProfile',
  'DeviceFromIP',
  'AssignedIPAddresses',
]);

export function isRowByRow({ kind }: TreeNode): boolean {
  return ROW_BY_ROW.has(kind);
}

/** @throws VedetteError MDE_QUERY naming what makes of a row something that depends on others. */
export function checkRowByRow(query: string, parts: readonly TreeNode[]): void {
  for (const part of parts) {
    if (part.kind.endsWith('Operator') && part.kind !== 'UnionOperator' && !isRowByRow(part)) {
      throw refusal(query, part, `${wordOf(part)} looks at all rows at once`, 'Run the query without --all.');
    }
    for (const node of walkTree(part)) {
      const name = callOf(node)?.name ?? '';
      if (!LOOKS_ELSEWHERE.has(name)) continue;
      throw refusal(
        query,
        node,
        `${name} looks at more than the row it is in`,
        'Run the query without --all.',
      );
    }
  }
}

/** Whether `Timestamp` is still the time of the row after these operators, so that pieces stand in its order. */
export function keepsTime(operators: readonly TreeNode[]): boolean {
  for (const operator of operators) {
    const expands = operator.kind.startsWith('Mv');
    for (const { kind, symbol } of walkTree(operator)) {
      if (symbol?.name === 'Timestamp' && (kind === 'NameDeclaration' || expands)) return false;
    }
  }
  return true;
}
