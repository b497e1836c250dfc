import { className, listed, textOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';

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
