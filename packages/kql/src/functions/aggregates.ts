import type { AggregateTable } from './aggregates/aggregate.ts';
import { COLLECTIONS } from './aggregates/collections.ts';
import { NUMBERS } from './aggregates/numbers.ts';
import { ROWS } from './aggregates/rows.ts';
import { SKETCHES } from './aggregates/sketches.ts';

export type { AggregateContext, AggregateRendering } from './aggregates/aggregate.ts';

/** Every aggregate function that can be run, by its name. A name with `#` is of our own. */
export const AGGREGATES: AggregateTable = { ...COLLECTIONS, ...NUMBERS, ...ROWS, ...SKETCHES };
