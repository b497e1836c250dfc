import type { FunctionTable } from './function.ts';
import { LOGIC } from './logic.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { COMPARISON } from './comparison.ts';
import { STRING_OPERATORS } from './string-operators.ts';
import { CONDITIONS } from './condition.ts';
import { CONVERSION } from './conversion.ts';
import { DYNAMIC_ACCESS } from './dynamic-access.ts';
import { MEMBERS } from './members.ts';
import { SKETCH_FUNCTIONS } from './sketches.ts';
import { TEXT_OF } from './text-of.ts';
import { TIME } from './time.ts';
import { BIN } from './bin.ts';
import { BITS } from './bits.ts';
import { MATH } from './math.ts';
import { PERIOD } from './period.ts';
import { TIME_FORMAT } from './time-format.ts';
import { TIME_MAKING } from './time-making.ts';
import { TIME_ZONE } from './time-zone.ts';
import { UNIX_TIME } from './unix-time.ts';

/** Every scalar function and operator that can be run, by its name. */
export const SCALARS: FunctionTable = {
  ...ARITHMETIC,
  ...COMPARISON,
  ...CONDITIONS,
  ...CONVERSION,
  ...DYNAMIC_ACCESS,
  ...LOGIC,
  ...MEMBERS,
  ...SKETCH_FUNCTIONS,
  ...STRING_OPERATORS,
  ...TEXT_OF,
  ...TIME,
  ...BIN,
  ...BITS,
  ...MATH,
  ...PERIOD,
  ...TIME_FORMAT,
  ...TIME_MAKING,
  ...TIME_ZONE,
  ...UNIX_TIME,
};
