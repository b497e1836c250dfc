export interface Wish {
  /** Width at which nothing is cut. */
  readonly natural: number;
  /** Width below which the column says nothing any more. */
  readonly least: number;
}

/**
 * Widths that fit into the room: columns that are narrow keep what they need, and what is missing is taken
 * evenly from the widest ones.
 *
 * @returns nothing when the room does not hold even the least widths.
 */
export function fitWidths(wishes: readonly Wish[], room: number): number[] | undefined {
  const total = (widths: readonly number[]): number => widths.reduce((sum, width) => sum + width, 0);
  const widths = wishes.map((wish) => wish.natural);
  if (total(widths) <= room) return widths;
  if (total(wishes.map((wish) => wish.least)) > room) return undefined;
  // The highest ceiling under which everything fits; a column is never pressed below its least width.
  let low = 0;
  let high = Math.max(...widths);
  const under = (ceiling: number): number[] =>
    wishes.map((wish) => Math.max(wish.least, Math.min(wish.natural, ceiling)));
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (total(under(middle)) <= room) low = middle;
    else high = middle - 1;
  }
  const fitted = under(low);
  let spare = room - total(fitted);
  return fitted.map((width, at) => {
    const wish = wishes[at];
    if (spare === 0 || !wish || width >= wish.natural) return width;
    spare -= 1;
    return width + 1;
  });
}
