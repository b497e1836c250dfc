import { className, textOf, typeOf } from '../../parse/syntax.ts';
import type { Expression, Node } from '../../parse/syntax.ts';
import type { KqlType } from '../../type.ts';
import { refuse } from '../refuse.ts';

/** A column that `parse` makes, and the group of the regular expression that holds its text. */
export interface ParsedColumn {
  readonly name: string;
  readonly type: KqlType;
  readonly group: number;
}

/** A pattern of `parse` as a regular expression of RE2 for a whole text; its first group is all of the text. */
export interface ParsePattern {
  readonly regex: string;
  readonly groups: number;
  readonly columns: readonly ParsedColumn[];
}

/** What a column of a type looks like where the texts around it are regular expressions. */
const IN_REGEX: Partial<Readonly<Record<KqlType, string>>> = {
  int: String.raw`([+-]?\d+)`,
  long: String.raw`([+-]?\d+)`,
  real: String.raw`([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)`,
};

/** What a column of another type looks like where anything may follow it. */
const BEFORE_STAR: Partial<Readonly<Record<KqlType, string>>> = {
  bool: '(true|false|0|1)',
  datetime: String.raw`(\d[\d/-]*(?:[T ]\d[\d:.]*)?Z?)`,
  decimal: String.raw`([+-]?\d+(?:\.\d+)?)`,
  guid: '([0-9a-fA-F-]+)',
  timespan: String.raw`(-?\d[\d:.]*[a-z]*)`,
};

/**
 * `flags` is undefined for a pattern of plain texts. There, each text is looked for from the end of the one before; between
 * regular expressions a column takes as much as it can, unless the flag U turns that round.
 */
export function patternOf(nodes: readonly Node[], flags: string | undefined): ParsePattern {
  const columns: ParsedColumn[] = [];
  let groups = 1;
  const parts = nodes.map((node, index) => {
    switch (className(node)) {
      case 'StarExpression':
        return '.*?';
      case 'NameDeclaration':
      case 'NameAndTypeDeclaration': {
        const column = { ...declared(node), group: ++groups };
        columns.push(column);
        if (flags !== undefined) return IN_REGEX[column.type] ?? '(.*)';
        const next = nodes[index + 1];
        // With anything behind it, a value goes as far as its type does.
        if (next && className(next) === 'StarExpression')
          return IN_REGEX[column.type] ?? BEFORE_STAR[column.type] ?? '(.*?)';
        return index === nodes.length - 1 ? '(.*)' : '(.*?)';
      }
      default: {
        const text = literalText(node);
        if (flags === undefined) return quoted(text);
        groups += groupsIn(text);
        return text;
      }
    }
  });
  return { regex: `(?${flags ?? 's'})^(${parts.join('')})$`.replace('(?)', ''), groups, columns };
}

function declared(node: Node): { name: string; type: KqlType } {
  if (className(node) === 'NameDeclaration') {
    return { name: (node as Kusto.Language.Syntax.NameDeclaration).SimpleName ?? '', type: 'string' };
  }
  const { Name: name, Type: type } = node as Kusto.Language.Syntax.NameAndTypeDeclaration;
  return {
    name: name?.SimpleName ?? '',
    type: typeOf((type as Expression | null)?.ReferencedSymbol),
  };
}

function literalText(node: Node): string {
  const { IsConstant: constant, ConstantValue: value } = node as Expression;
  if (!constant) refuse(node, `The texts of a pattern must be literals, and '${textOf(node)}' is none.`);
  return String(value);
}

function quoted(text: string): string {
  return text.replaceAll(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`);
}

/** How many groups a regular expression has that catch something. */
function groupsIn(regex: string): number {
  const plain = regex
    .replaceAll(/\\Q.*?(?:\\E|$)|\\./gs, '')
    .replaceAll(/\[\^?\]?(?:\[:\w+:\]|[^\]])*\]/g, '');
  return [...plain.matchAll(/\((?!\?)|\(\?P?</g)].length;
}
