import type { Case } from '../cases.ts';
import type { KqlType, KqlValue } from '@vedette/kql';

/** An expression, what it gives, and the page that says so. */
export type Expression = readonly [expression: string, value: KqlValue, page: string];

/** Each expression as a query of its own, its value of the given type. */
export function expressions(type: KqlType, list: readonly Expression[]): Case[] {
  return list.map(([expression, value, page]) => ({
    says: `${expression} is ${JSON.stringify(value)}`,
    page,
    query: `print x = ${expression}`,
    columns: `x:${type}`,
    rows: [[value]],
  }));
}
