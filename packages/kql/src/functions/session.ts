import type { NativeFunction } from './native.ts';

/**
 * Where the session of each row begins. The instants of the rows come in their order with commas between, in ticks, and
 * so do the answers; a row without an instant ends the session before it. `restarts` has a 1 for a row that begins anew.
 * @see https://learn.microsoft.com/kusto/query/row-window-session-function
 */
export const SESSION: NativeFunction = {
  name: 'session_starts',
  parameters: ['string', 'timespan', 'timespan', 'string'],
  returns: 'string',
  run: (instants: string, fromFirst: bigint, fromNeighbour: bigint, restarts: string) => {
    let start: bigint | undefined;
    let previous = 0n;
    return instants
      .split(',')
      .map((text, index) => {
        if (text === '') {
          start = undefined;
          return '';
        }
        const instant = BigInt(text);
        if (
          start === undefined ||
          restarts[index] === '1' ||
          instant - start >= fromFirst ||
          instant - previous >= fromNeighbour
        ) {
          start = instant;
        }
        previous = instant;
        return String(start);
      })
      .join(',');
  },
};
