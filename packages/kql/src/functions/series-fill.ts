import { fillBackward, fillConstant, fillForward, fillLinear } from '../series/fill.ts';
import { arrayOf, elementsOf } from '../value/json-text.ts';
import { dynamicOf } from './dynamic-value.ts';
import type { Argument, FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { given } from './typed.ts';

/** Fills the gaps of a series, which are nulls or a placeholder. Only the series itself may not be null. */
function filling(
  name: string,
  run: (elements: readonly string[], placeholder: string, edges: boolean, constant: string) => string[],
): (series: Argument, placeholder?: Argument, edges?: Argument, constant?: Argument) => Rendering {
  const fill = native({
    name,
    parameters: ['dynamic', 'dynamic', 'bool', 'dynamic'],
    returns: 'dynamic',
    nulls: 'passed',
    run: (series: string | null, placeholder: string | null, edges: boolean, constant: string | null) => {
      const elements = series === null ? undefined : elementsOf(series);
      return elements ? arrayOf(run(elements, placeholder ?? 'null', edges, constant ?? 'null')) : null;
    },
  });
  const nothing = given('dynamic', null);
  return (series, placeholder, edges, constant) => (_, call) =>
    fill(
      [
        series,
        placeholder ? dynamicOf(placeholder) : nothing,
        edges ?? given('bool', true),
        constant ? dynamicOf(constant) : nothing,
      ],
      call,
    );
}

const constantly = filling('series_fill_const', (elements, placeholder, _, constant) =>
  fillConstant(elements, placeholder, constant),
);
const forward = filling('series_fill_forward', fillForward);
const backward = filling('series_fill_backward', fillBackward);
const linear = filling('series_fill_linear', fillLinear);
const zero = given('dynamic', '0.0');

/** @see https://learn.microsoft.com/kusto/query/series-fill-linear-function */
export const SERIES_FILL: FunctionTable = {
  series_fill_const: (args, call) => constantly(args[0]!, args[2], undefined, args[1] ?? zero)(args, call),
  series_fill_forward: (args, call) => forward(args[0]!, args[1])(args, call),
  series_fill_backward: (args, call) => backward(args[0]!, args[1])(args, call),
  series_fill_linear: (args, call) => linear(args[0]!, args[1], args[2], args[3] ?? zero)(args, call),
};
