import type { TreeNode } from '@vedette/kql';
import { bare, callOf, childOf } from '../examined.ts';
import type { Hit, Rule } from '../rule.ts';

const PAGE = 'https://learn.microsoft.com/kusto/query/datatypes-string-operators';

/** Columns in which the same thing is written in capitals one time and not the next. */
const VARYING =
  /^(InitiatingProcess|Process)?(Parent)?(FileName|FolderPath|CommandLine|Account(Name|Domain|Upn|DisplayName))$|^(Device|RemoteDevice|TargetDevice|DestinationDevice)Name$|^Registry(Key|ValueName|ValueData)$|^RemoteUrl$|^(Sender|Recipient)\w*Address$|VersionInfo/;

/** Words of fewer letters are not in the index. */
const INDEXED = 3;

export const containsForHas: Rule = {
  code: 'HUNT_CONTAINS',
  severity: 'warning',
  summary: 'contains looks for a whole word, which has finds in the index',
  page: PAGE,
  *find({ nodes }): Iterable<Hit> {
    for (const node of nodes) {
      const operator = node.operator ?? '';
      const word = rightText(node);
      if (!/^!?contains(_cs)?$/.test(operator) || word === undefined) continue;
      if (word.length < INDEXED || !/^[A-Za-z0-9]+$/.test(word)) continue;
      const has = operator.replace('contains', 'has');
      yield {
        node,
        message: `${operator} reads every value to the end; ${has} looks "${word}" up in the index of words`,
        instead: `Write ${has} "${word}", unless it may be a part of a longer word.`,
      };
    }
  },
};

export const shortTerm: Rule = {
  code: 'HUNT_SHORT_TERM',
  severity: 'warning',
  summary: 'has looks for a word that is too short to be in the index',
  page: PAGE,
  *find({ nodes }): Iterable<Hit> {
    for (const node of nodes) {
      const word = rightText(node);
      if (!/^!?has(_cs)?$/.test(node.operator ?? '') || word === undefined) continue;
      if (word.split(/[^A-Za-z0-9]+/).some((term) => term.length >= INDEXED)) continue;
      yield {
        node,
        message: `"${word}" has no word of ${INDEXED} characters, so ${node.operator} reads every value`,
        instead: 'Filter by something else first, or look for a longer word.',
      };
    }
  },
};

export const caseSensitive: Rule = {
  code: 'HUNT_CASE',
  severity: 'warning',
  summary: 'A comparison that counts capitals, on a column where they vary',
  page: PAGE,
  *find({ nodes }): Iterable<Hit> {
    for (const node of nodes) {
      const operator = node.operator ?? '';
      if (!['==', '!=', 'in', '!in'].includes(operator)) continue;
      const column = [childOf(node, 'Left'), childOf(node, 'Right')].find((side) => side && isVarying(side));
      if (!column || !comparedTexts(node).some((text) => /[a-z]/i.test(text))) continue;
      const instead = { '==': '=~', '!=': '!~', in: 'in~', '!in': '!in~' }[operator] ?? operator;
      yield {
        node,
        message: `${operator} counts capitals, and ${column.text} is not always written with the same ones`,
        instead: `Write ${instead}.`,
      };
    }
  },
};

export const lowered: Rule = {
  code: 'HUNT_TOLOWER',
  severity: 'warning',
  summary: 'Text is put into small letters to compare it',
  page: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-best-practices',
  *find({ nodes }): Iterable<Hit> {
    for (const node of nodes) {
      if (node.operator !== '==' && node.operator !== '!=') continue;
      const sides = [childOf(node, 'Left'), childOf(node, 'Right')];
      const call = sides.map((side) => side && callOf(bare(side))).find((one) => one);
      if (!call || !['tolower', 'toupper'].includes(call.name)) continue;
      yield {
        node,
        message: `${call.name} is worked out for every row, and the index is of no use to it`,
        instead: `Write ${node.operator === '==' ? '=~' : '!~'} without it.`,
      };
    }
  },
};

export const nullText: Rule = {
  code: 'HUNT_NULL_TEXT',
  severity: 'warning',
  summary: 'A text is asked whether it is null, which it never is',
  page: 'https://learn.microsoft.com/kusto/query/scalar-data-types/null-values',
  *find({ nodes }): Iterable<Hit> {
    for (const node of nodes) {
      const call = callOf(node);
      if (!call || !['isnull', 'isnotnull', 'notnull'].includes(call.name)) continue;
      if (call.arguments[0]?.type !== 'string') continue;
      const always = call.name === 'isnull' ? 'false' : 'true';
      yield {
        node,
        message: `A string is empty and never null, so ${call.name} is always ${always} here`,
        instead: `Write ${call.name === 'isnull' ? 'isempty' : 'isnotempty'}.`,
      };
    }
  },
};

function rightText(node: TreeNode): string | undefined {
  return node.kind === 'BinaryExpression' ? childOf(node, 'Right')?.string : undefined;
}

function isVarying(side: TreeNode): boolean {
  const { symbol } = bare(side);
  return symbol?.kind === 'column' && VARYING.test(symbol.name);
}

function comparedTexts(node: TreeNode): string[] {
  const sides = [childOf(node, 'Left'), childOf(node, 'Right')];
  return sides
    .flatMap((side) => (side ? [side, ...(side.kind === 'ExpressionList' ? side.children : [])] : []))
    .flatMap(({ kind, string }) => (kind === 'LiteralExpression' && string !== undefined ? [string] : []));
}
