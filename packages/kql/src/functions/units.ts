import { sql } from '../sql/sql.ts';
import { ANGLE, ENERGY, FORCE, LENGTH, MASS, SPEED, VOLUME } from '../value/units.ts';
import type { Units } from '../value/units.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';

/** The size of a unit that the query names. Names keep their capitals. */
function sizeOf(argument: Argument | undefined, units: Units, call: CallContext): number {
  const name = String(call.literal(argument, 'The unit').value);
  const size = Object.hasOwn(units, name) ? units[name] : undefined;
  return size ?? call.unsupported(`'${name}' is no unit here. There are: ${Object.keys(units).join(', ')}.`);
}

const conversion =
  (units: Units): Rendering =>
  ([value, from, to], call) => {
    const [before, after] = [sizeOf(from, units, call), sizeOf(to, units, call)];
    // Fifteen digits: the sixteenth is what dividing left over.
    return sql`(${call.converted(value!, 'real')} * ${Number((before / after).toPrecision(15))})`;
  };

/** @see https://learn.microsoft.com/kusto/query/convert-length-function */
export const UNITS: FunctionTable = {
  convert_angle: conversion(ANGLE),
  convert_energy: conversion(ENERGY),
  convert_force: conversion(FORCE),
  convert_length: conversion(LENGTH),
  convert_mass: conversion(MASS),
  convert_speed: conversion(SPEED),
  convert_volume: conversion(VOLUME),
};
