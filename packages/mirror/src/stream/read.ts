import { type Incident, VedetteError } from '@vedette/sdk';
import { isoOf } from '../instant.ts';
import {
  type Dimension,
  PAGE_SIZE,
  type Question,
  type Source,
  type Window,
  isAscending,
  pages,
  provesOrder,
} from './listing.ts';
import { type IncidentPage, askPage, askPageOneByOne } from './page.ts';
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
const MISSING = 'the service answered with nothing where incidents are known';
const UNSETTLED =
  'incidents updated at one moment kept changing while they were read; the next reconcile looks again';

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
  let trouble: string | undefined;
  let known = reading.known ?? -1;
  const ask = (to: Position): Promise<IncidentPage> => {
    const question = questionOf(reading, to);
    return trouble === undefined ? askPage(source, question) : askPageOneByOne(source, question, trouble);
  };
  let next = ask(at);
  try {
    for (;;) {
      const page = await next;
      if (page.degraded !== undefined && trouble === undefined) {
        // What was read is kept, but how far it reaches is not known: see `askPageOneByOne`.
        trouble = page.degraded;
        yield { items: page.items, degraded: trouble };
        next = ask(at);
        continue;
      }
      const { items, times } = page;
      refuseStrangers(times, at);
      known = Math.max(known, ...times);
      const whole = !page.more && times.length < pageSize;
      if (!whole) order ??= await provesOrder(source, questionOf(reading, at), items, times);
      order &&= isAscending(times);
      const step = advance(at, { times, whole, ordered: order === true, pageSize });
      if (step.kind === 'next') {
        next = ask(step.at);
        next.catch(() => undefined); // Awaited in the next turn; until then it is nobody's.
      }
      const missing = whole && times.length === 0 && known >= at.lo ? MISSING : undefined;
      const position = step.kind === 'tie' ? undefined : step.at.lo;
      yield { items, degraded: trouble ?? missing, position };
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
    for await (const { items, degraded } of pages(reading.source, question, { withAlerts: true })) {
      for (const { id } of items) ids.add(id);
      yield { items, degraded };
    }
    // One that leaves the tie while it is paged through shifts the others, and one of them may be skipped. But
    // it was seen by this pass and cannot be by the next: two equal passes mean that none left, and none is lost.
    if (before !== undefined && ids.symmetricDifference(before).size === 0) return;
    before = ids;
  }
  yield { items: [], degraded: UNSETTLED };
}
