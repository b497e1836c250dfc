import { VedetteError } from '../error.ts';

/** `lastUpdateDateTime asc`: a field of Graph's shape and a direction. */
export interface Order {
  readonly field: string;
  readonly descending: boolean;
}

/** @throws VedetteError MDE_INPUT for anything but a field and a direction. */
export function parseOrder(text: string | undefined): Order | undefined {
  if (text === undefined) return undefined;
  const match = /^([A-Za-z]\w*)(?:\s+(asc|desc))?$/.exec(text.trim());
  if (match?.[1] === undefined) {
    throw new VedetteError('MDE_INPUT', `"${text.slice(0, 60)}" is no order.`, {
      advice: 'Give a field and a direction: lastUpdateDateTime desc',
    });
  }
  return { field: match[1], descending: match[2] === 'desc' };
}
