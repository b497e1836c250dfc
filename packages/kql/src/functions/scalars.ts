import type { FunctionTable } from './function.ts';
import { LOGIC } from './logic.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { COMPARISON } from './comparison.ts';
import { STRING_OPERATORS } from './string-operators.ts';
import { CONDITIONS } from './condition.ts';
import { CONVERSION } from './conversion.ts';
import { DYNAMIC_ACCESS } from './dynamic-access.ts';
import { MEMBERS } from './members.ts';
import { TABLE_MEMBERS } from './table-members.ts';
import { BASE64 } from './base64.ts';
import { FORMAT_BYTES } from './format-bytes.ts';
import { GEO_ADDRESS } from './geo-address.ts';
import { HASH } from './hash.ts';
import { IDENTITY } from './identity.ts';
import { IPV4 } from './ipv4.ts';
import { IPV6 } from './ipv6.ts';
import { JSON_PARSING } from './json-parsing.ts';
import { REGEX_FUNCTIONS } from './regex-functions.ts';
import { SKETCH_FUNCTIONS } from './sketches.ts';
import { TEXT } from './text.ts';
import { TEXT_OF } from './text-of.ts';
import { TEXT_PARSING } from './text-parsing.ts';
import { UNICODE } from './unicode.ts';
import { TIME } from './time.ts';
import { BIN } from './bin.ts';
import { BITS } from './bits.ts';
import { MATH } from './math.ts';
import { PERIOD } from './period.ts';
import { TIME_FORMAT } from './time-format.ts';
import { TIME_MAKING } from './time-making.ts';
import { TIME_ZONE } from './time-zone.ts';
import { UNIX_TIME } from './unix-time.ts';
import { ARRAY } from './array.ts';
import { ARRAY_SORT } from './array-sort.ts';
import { BAG } from './bag.ts';
import { DYNAMIC_BUILDING } from './dynamic-building.ts';
import { DYNAMIC_TYPE } from './dynamic-type.ts';
import { SET } from './set.ts';
import { SERIES_ELEMENTS } from './series-elements.ts';
import { SERIES_FILL } from './series-fill.ts';
import { SERIES_FILTER } from './series-filter.ts';
import { SERIES_FIT } from './series-fit.ts';
import { SERIES_SEASON } from './series-season.ts';
import { SERIES_WHOLE } from './series-whole.ts';
import { UNITS } from './units.ts';
import { GEO_GRIDS } from './geo-grids.ts';
import { GEO_POINTS } from './geo-points.ts';
import { GEO_SHAPES } from './geo-shapes.ts';
import { ASSERT } from './assert.ts';

/** Every scalar function and operator that can be run, by its name. */
export const SCALARS: FunctionTable = {
  ...ARITHMETIC,
  ...COMPARISON,
  ...CONDITIONS,
  ...CONVERSION,
  ...DYNAMIC_ACCESS,
  ...BASE64,
  ...FORMAT_BYTES,
  ...GEO_ADDRESS,
  ...HASH,
  ...IDENTITY,
  ...IPV4,
  ...IPV6,
  ...JSON_PARSING,
  ...LOGIC,
  ...MEMBERS,
  ...TABLE_MEMBERS,
  ...REGEX_FUNCTIONS,
  ...SKETCH_FUNCTIONS,
  ...STRING_OPERATORS,
  ...TEXT,
  ...TEXT_OF,
  ...TEXT_PARSING,
  ...UNICODE,
  ...TIME,
  ...BIN,
  ...BITS,
  ...MATH,
  ...PERIOD,
  ...TIME_FORMAT,
  ...TIME_MAKING,
  ...TIME_ZONE,
  ...UNIX_TIME,
  ...ARRAY,
  ...ARRAY_SORT,
  ...BAG,
  ...DYNAMIC_BUILDING,
  ...DYNAMIC_TYPE,
  ...SET,
  ...SERIES_ELEMENTS,
  ...SERIES_FILL,
  ...SERIES_FILTER,
  ...SERIES_FIT,
  ...SERIES_SEASON,
  ...SERIES_WHOLE,
  ...UNITS,
  ...GEO_GRIDS,
  ...GEO_POINTS,
  ...GEO_SHAPES,
  ...ASSERT,
};
