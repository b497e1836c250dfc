import { columnsOf, listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import { PLUGINS } from '../plugins/index.ts';
import { inCalledFunction, placeOf, refuse } from '../refuse.ts';
import type { OperatorBinder } from '../scope.ts';

/** @see https://learn.microsoft.com/kusto/query/evaluate-operator */
export const evaluate: OperatorBinder<Kusto.Language.Syntax.EvaluateOperator> = (node, input, scope) => {
  const { FunctionCall: call, Schema: schema } = node;
  const name = call?.Name?.SimpleName ?? '';
  const plugin = Object.hasOwn(PLUGINS, name) ? PLUGINS[name] : undefined;
  if (!call || !plugin) refuse(node, `The plugin '${name}' is not supported.`);
  const place = placeOf(node);
  if (OPEN.has(name) && !schema && inCalledFunction(node)) {
    refuse(node, `In a function ${name} needs its columns said: evaluate ${name}(…) : (Name:type, …).`);
  }
  return plugin(input, {
    node,
    arguments: listed<Expression>(call.ArgumentList?.Expressions),
    columns: columnsOf(node.ResultType),
    schema: schema !== null,
    scope,
    place,
    schemaPlace: placeOf(call),
  });
};

/** Plugins whose columns hang on the data; in a function each call might have others. */
const OPEN: ReadonlySet<string> = new Set(['bag_unpack', 'pivot']);
