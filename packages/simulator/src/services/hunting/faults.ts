import type { Faults } from '../../core/world.ts';
import { Refusal } from '../../tenant/refusal.ts';

/*
 * What the service says when a query comes to grief.
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-errors
 */

export const TIMEOUT = 'Query exceeded the timeout period.';
export const RESOURCES = 'Query stopped due to excessive resource consumption.';
export const SIZE =
  'Query execution has exceeded the allowed result size. Optimize your query by limiting the number of results and try again';
export const UNEXPECTED =
  'An unexpected error occurred during query execution. Please try again in a few minutes.';
/** As people report it; no page has it. */
const PREEMPTED =
  'Query execution has exceeded the allowed limits. The query execution was preempted. This could possibly be due to high CPU and/or memory resource consumption.';

const MESSAGES: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => string>> = {
  'hunting-size-exceeded': () => SIZE,
  'hunting-excessive-resources': ({ operator }) =>
    typeof operator === 'string'
      ? `Query stopped. Adjust use of the ${operator} operator to avoid excessive resource consumption.`
      : RESOURCES,
  'hunting-unexpected-error': () => UNEXPECTED,
  'hunting-preempted': () => PREEMPTED,
};

/**
 * How long the query may run, in milliseconds.
 * @throws Refusal 400 when a fault is on that ends it
 */
export function meetFaults(faults: Faults, timeout: number): number {
  for (const [name, message] of Object.entries(MESSAGES)) {
    const fault = faults.take(name);
    if (fault !== undefined) throw badQuery(message(fault.params));
  }
  const late = faults.take('hunting-timeout');
  if (late === undefined) return timeout;
  if (late.params['ms'] === undefined) throw badQuery(TIMEOUT);
  return Number(late.params['ms']);
}

export function badQuery(message: string): Refusal {
  return new Refusal(400, 'BadRequest', message);
}
