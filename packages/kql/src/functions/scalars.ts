import type { FunctionTable } from './function.ts';
import { LOGIC } from './logic.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { COMPARISON } from './comparison.ts';
import { STRING_OPERATORS } from './string-operators.ts';
import { CONVERSION } from './conversion.ts';
import { DYNAMIC_ACCESS } from './dynamic-access.ts';
import { SKETCH_FUNCTIONS } from './sketches.ts';
import { TIME } from './time.ts';

/** Every scalar function and operator that can be run, by its name. */
export const SCALARS: FunctionTable = {
  ...ARITHMETIC,
  ...COMPARISON,
  ...CONVERSION,
  ...DYNAMIC_ACCESS,
  ...LOGIC,
  ...SKETCH_FUNCTIONS,
  ...STRING_OPERATORS,
  ...TIME,
};
