import type { CallContext, FunctionTable, Rendering } from './function.ts';
import { rounded } from './math.ts';
import { native } from './native.ts';
import { given } from './typed.ts';

/** Each is 1024 of the one before it. */
const UNITS = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

const written = native({
  name: 'format_bytes',
  parameters: ['real', 'int', 'string'],
  returns: 'string',
  run: (size: number, digits: number, wanted: string) => {
    const fits = UNITS.findLastIndex((_, power) => Math.abs(size) >= 1024 ** power);
    const power = wanted === '' ? Math.max(fits, 0) : UNITS.indexOf(wanted);
    return `${rounded(size / 1024 ** power, digits)} ${UNITS[power]}`;
  },
});

/** @see https://learn.microsoft.com/kusto/query/format-bytes-function */
const formatBytes: Rendering = ([size, digits, unit], call) => {
  const places = digits ?? given('int', 0n);
  return written([size!, places, unit ? unitOf(unit, call) : given('string', '')], call);
};

function unitOf(unit: Parameters<Rendering>[0][number], call: CallContext): typeof unit {
  const name = String(call.literal(unit, 'The unit').value);
  if (name !== '' && !UNITS.includes(name))
    call.unsupported(`'${name}' is no unit here. There are: ${UNITS.join(', ')}.`);
  return unit;
}

export const FORMAT_BYTES: FunctionTable = { format_bytes: formatBytes };
