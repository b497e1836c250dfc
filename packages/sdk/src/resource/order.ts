import { VedetteError } from '../error.ts';

/** `lastUpdateDateTime asc`: a field of Graph's shape and a direction. */
export interface Order {
  readonly field: string;
  readonly descending: boolean;
}

/** How a list can be cut by time, when its order allows it: newest first unless another order was asked for. */
export function keysetOf(order: Order | undefined): Order | undefined {
  if (order === undefined) return { field: 'createdDateTime', descending: true };
  return order.field.endsWith('DateTime') ? order : undefined;
}

/** As `$orderby` has it. */
export function orderText(order: Order | undefined): string | undefined {
  return order && `${order.field} ${order.descending ? 'desc' : 'asc'}`;
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
