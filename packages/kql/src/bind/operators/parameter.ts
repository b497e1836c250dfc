import { listed, textOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';

/** The value of a parameter written in front of an operator's arguments, such as `kind=leftouter`. */
export function parameterOf(parameters: unknown, name: string): Expression | undefined {
  return (
    listed<Kusto.Language.Syntax.NamedParameter>(parameters).find(
      (parameter) => parameter.Name?.SimpleName?.toLowerCase() === name,
    )?.Expression ?? undefined
  );
}

/** The same as the word it is. */
export function parameterText(parameters: unknown, name: string): string | undefined {
  const value = parameterOf(parameters, name);
  return value && textOf(value);
}
