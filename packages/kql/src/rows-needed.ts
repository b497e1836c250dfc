import type { Place } from './parse/place.ts';
import type { Relation } from './plan/relation.ts';
import type { Column, KqlValue } from './type.ts';

/**
 * The columns of a query hang on its data: `question` is to be run, and what `columns` makes of its rows to be written into
 * the query as an output schema at `at`. Thrown while binding.
 */
export class RowsNeeded extends Error {
  override readonly name = 'RowsNeeded';
  readonly question: Relation;
  readonly columns: (rows: readonly (readonly KqlValue[])[]) => readonly Column[];
  /** The plugin; the schema belongs behind it. */
  readonly at: Place;

  constructor(
    question: Relation,
    at: Place,
    columns: (rows: readonly (readonly KqlValue[])[]) => readonly Column[],
  ) {
    super('The columns of the query are known when it runs only.');
    this.question = question;
    this.columns = columns;
    this.at = at;
  }
}
