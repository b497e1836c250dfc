import { type Incident, VedetteError } from '@vedette/sdk';
import { isoOf } from '../instant.ts';
import {
  type Dimension,
  type IncidentPage,
  PAGE_SIZE,
  type Question,
  type Source,
  type Window,
  firstPage,
  isAscending,
  pages,
  provesOrder,
  timesOf,
} from './listing.ts';
import { type Position, advance, startAt } from './window.ts';

export interface Batch {
  readonly items: readonly Incident[];
  /** Everything updated before this has been read, this batch included. Epoch ms. */
  readonly position?: number | undefined;
  /** Why it was read in a slower way. */
  readonly degraded?: string | undefined;
}

export interface Reading {
  readonly source: Source;
  readonly by: Dimension;
  /** The millisecond of last update whose incidents are told apart by their creation. */
  readonly within?: Window | undefined;
  readonly from: number;
  /** Epoch ms of an incident that is known to exist; an answer that knows nothing of it is not whole. */
  readonly known?: number | undefined;
}

/** How often a tie is read before it is left to the next reconcile. */
const PASSES = 20;
/**
 * All incidents updated at or after a time. Each request is a question of its own for a window of time; paging
 * links, which skip over so many records of a list that moves, are followed only inside a tie, and checked.
 * The next page is asked for while the caller stores this one.
 */
export async function* read(reading: Reading): AsyncGenerator<Batch, void> {
  const leave = new AbortController();
  const signal = AbortSignal.any([leave.signal, ...(reading.source.signal ? [reading.source.signal] : [])]);
  const source = { ...reading.source, signal };
  const pageSize = PAGE_SIZE[source.route];
  let at = startAt(reading.from);
  let order: boolean | undefined;
  let known = reading.known ?? -1;
  const ask = (to: Position): Promise<IncidentPage> => askTwice(source, questionOf(reading, to));
  let next = ask(at);
  try {
    for (;;) {
      const page = await next;
      const times = timesOf(page.items, reading.by);
      refuseStrangers(times, at);
      known = Math.max(known, ...times);
      const whole = !page.more && page.items.length < pageSize;
      if (!whole) order ??= await provesOrder(source, questionOf(reading, at), page.items);
      order &&= isAscending(times);
      const step = advance(at, { times, whole, ordered: order === true, pageSize });
      if (step.kind === 'next') {
        next = ask(step.at);
        next.catch(() => undefined); // Awaited in the next turn; until then it is nobody's.
      }
      const position = step.kind === 'tie' ? undefined : step.at.lo;
      yield { ...batchOf(page, whole && times.length === 0 && known >= at.lo), position };
      if (step.kind === 'done') return;
      if (step.kind === 'tie') {
        yield* drain({ ...reading, source }, step.at.lo - 1);
        next = ask(step.at);
      }
      at = step.at;
    }
  } finally {
    leave.abort();
  }
}

function questionOf({ by, within }: Reading, { lo, hi }: Position): Question {
  const window = { from: lo, before: hi };
  return by === 'updated' ? { by, updated: window } : { by, updated: within ?? {}, created: window };
}

function batchOf({ items, degraded }: IncidentPage, doubtful: boolean): Batch {
  const reason = doubtful ? 'the service answered with nothing where incidents are known' : degraded;
  return { items, degraded: reason };
}

/** An empty answer is asked for again: it would pass over something if it were a failure in disguise. */
async function askTwice(source: Source, question: Question): Promise<IncidentPage> {
  const page = await firstPage(source, question);
  return page.items.length > 0 ? page : firstPage(source, question);
}

/** A service that ignores the window would have us ask for ever. */
function refuseStrangers(times: readonly number[], { lo, hi }: Position): void {
  if (times.length === 0 || times.some((time) => time >= lo && time < (hi ?? Infinity))) return;
  throw new VedetteError(
    'MDE_RESPONSE',
    `Asked for incidents from ${isoOf(lo)} on, the service gave only others.`,
    { advice: 'Try the other route (--route native or --route graph).' },
  );
}

/** All incidents of one millisecond that holds more than a page of them. */
async function* drain(reading: Reading, ms: number): AsyncGenerator<Batch, void> {
  const tie = { from: ms, before: ms + 1 };
  if (reading.by === 'updated') {
    // The time of creation never changes, so it tells apart what the time of update does not.
    const { source } = reading;
    for await (const batch of read({ source, by: 'created', within: tie, from: 0 })) {
      yield { ...batch, position: undefined };
    }
    return;
  }
  const question: Question = { by: 'created', updated: reading.within ?? {}, created: tie };
  let before: ReadonlySet<string> | undefined;
  for (let pass = 0; pass < PASSES; pass += 1) {
    const ids = new Set<string>();
    for await (const page of pages(reading.source, question)) {
      for (const { id } of page.items) ids.add(id);
      yield batchOf(page, false);
    }
    // One that leaves the tie while it is paged through shifts the others, and one of them may be skipped. But
    // it was seen by this pass and cannot be by the next: two equal passes mean that none left, and none is lost.
    if (before !== undefined && ids.symmetricDifference(before).size === 0) return;
    before = ids;
  }
  yield {
    items: [],
    degraded:
      'incidents updated at one moment kept changing while they were read; the next reconcile looks again',
  };
}
