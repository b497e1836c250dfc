import type { Diagnostic } from '@vedette/kql';
import { Refusal } from '../../tenant/refusal.ts';
import { badQuery, RESOURCES, TIMEOUT } from './faults.ts';

/** What Microsoft's parser calls a name that it cannot find. */
const UNKNOWN_NAME = new Set(['KS142', 'KQL_UNKNOWN_NAME']);
const UNKNOWN_TABLE = new Set(['KS204', 'KQL_UNKNOWN_TABLE']);
const UNKNOWN_FUNCTION = new Set(['KS211']);
/** Codes of the parser for a text that is no query at all. */
const SYNTAX = /^KS0|^KS(176|198)$/;
/** The text is one that the cloud refuses as well: empty, or too deep to be read. */
const BAD_TEXT = new Set(['KQL_DEPTH', 'KQL_LITERAL', 'KQL_OPTION', 'KQL_PARAMETER']);

/**
 * The engine's diagnostics in the words of the service. What the cloud could run and the engine cannot is told as what it is:
 * a limit of the simulator.
 */
export function refusalOf(query: string, diagnostics: readonly Diagnostic[]): Refusal {
  const wrong = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0];
  if (wrong === undefined) return badQuery('The query cannot run.');
  const { code, message } = wrong;
  const place = `[line:position=${wrong.line}:${wrong.column}]`;
  if (code === 'KQL_TIMEOUT') return badQuery(TIMEOUT);
  if (code === 'KQL_MEMORY' || code === 'KQL_SIZE') return badQuery(RESOURCES);
  if (query.trim() === '') return badQuery('A recognition error occurred. The query is empty.');
  const offset = offsetOf(query, wrong);
  const name = query.slice(offset, offset + wrong.length);
  if (UNKNOWN_NAME.has(code))
    return badQuery(semantic(operatorAt(query, offset), unresolved(query, offset, name)));
  if (UNKNOWN_TABLE.has(code))
    return badQuery(
      semantic(operatorAfter(query, offset), `Failed to resolve table or column expression named '${name}'`),
    );
  if (UNKNOWN_FUNCTION.has(code)) return badQuery(`Unknown function: '${name}'. ${place}`);
  if (SYNTAX.test(code) || BAD_TEXT.has(code))
    return badQuery(`A recognition error occurred. ${place} ${message}`);
  if (code.startsWith('KS')) return badQuery(semantic(operatorAt(query, offset), message));
  return new Refusal(501, 'SimulatorUnsupported', `The simulator cannot run this query: ${message} ${place}`);
}

function unresolved(query: string, offset: number, name: string): string {
  return operatorAt(query, offset) === 'where'
    ? `Failed to resolve column or scalar expression named '${name}'`
    : `Failed to resolve scalar expression named '${name}'`;
}

function semantic(operator: string | undefined, message: string): string {
  return operator === undefined ? message : `'${operator}' operator: ${message}`;
}

/** The tabular operator in whose words a place stands. */
function operatorAt(query: string, offset: number): string | undefined {
  return [...query.slice(0, offset).matchAll(/\|\s*([a-z][a-z-]*)/g)].at(-1)?.[1];
}

/** The one that a table is handed to. */
function operatorAfter(query: string, offset: number): string | undefined {
  return (
    operatorAt(query, offset) ?? /^\s*\|\s*([a-z][a-z-]*)/.exec(query.slice(offset).replace(/^\w+/, ''))?.[1]
  );
}

function offsetOf(query: string, { line, column }: Diagnostic): number {
  const lines = query.split('\n').slice(0, line - 1);
  return lines.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
}
