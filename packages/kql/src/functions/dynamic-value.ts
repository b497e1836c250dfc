import { asDynamic } from '../sql/json.ts';
import type { Argument } from './function.ts';

/** A value as a dynamic of its own: a string becomes a JSON string and is not parsed. */
export function dynamicOf(argument: Argument): Argument {
  return argument.type === 'dynamic'
    ? argument
    : { ...argument, type: 'dynamic', sql: asDynamic(argument.sql, argument.type) };
}
