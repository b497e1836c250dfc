import { className, listed, textOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Column } from '../../type.ts';

/** `name=value` behind the name of an operator, the values as they are written, string literals without their quotes. */
export function optionsOf(parameters: unknown): ReadonlyMap<string, string> {
  return new Map(
    listed<Kusto.Language.Syntax.NamedParameter>(parameters).map(({ Name: name, Expression: value }) => [
      name?.SimpleName ?? '',
      value ? written(value) : '',
    ]),
  );
}

function written(value: Expression): string {
  const kind = className(value);
  if (kind === 'NameDeclaration' || kind === 'NameReference') {
    return (value as unknown as Kusto.Language.Syntax.NameDeclaration).SimpleName ?? '';
  }
  const text = textOf(value);
  return /^(['"])(.*)\1$/s.exec(text)?.[2] ?? text;
}

/** A column that is made anew stands where the old one of its name stood. The binder names both. */
export function distinctColumns(columns: readonly Column[]): readonly Column[] {
  const last = new Map(columns.map((column) => [column.name, column]));
  return [...last.values()];
}
