import { type Incident, type Page, isVedetteError } from '@vedette/sdk';
import { type Question, type Source, pages, timesOf } from './listing.ts';

/** One page of incidents with their alerts. */
export interface IncidentPage {
  readonly items: readonly Incident[];
  /** Epoch ms by which they were listed, in the order in which they came. */
  readonly times: readonly number[];
  readonly more: boolean;
  readonly degraded: string | undefined;
}

/** How many incidents are asked for their alerts at a time. */
const ABREAST = 5;

/**
 * Asks for the first page of a window. An empty answer is asked for again: it would pass over something if it
 * were a failure in disguise.
 */
export async function askPage(source: Source, question: Question): Promise<IncidentPage> {
  const page = await first(source, question, true);
  return page.items.length > 0 ? page : first(source, question, true);
}

/**
 * The same where the service fails to give alerts with a list. Listed and read one by one, an incident may change
 * in between; so the times that say how far the reading has come are those of the list, never those read later.
 */
export async function askPageOneByOne(
  source: Source,
  question: Question,
  degraded: string,
): Promise<IncidentPage> {
  const listed = await first(source, question, false);
  const items: Incident[] = [];
  for (let at = 0; at < listed.items.length; at += ABREAST) {
    const group = listed.items.slice(at, at + ABREAST);
    const found = await Promise.all(group.map(({ id }) => find(source, id)));
    items.push(...found.filter((incident) => incident !== undefined));
  }
  return { ...listed, items, degraded };
}

/** One incident with its alerts; undefined when the service does not have it. */
export async function find({ defender, route, signal }: Source, id: string): Promise<Incident | undefined> {
  try {
    return await defender.incident.get(id, { withAlerts: true, route, signal, priority: 'backfill' });
  } catch (error) {
    if (isVedetteError(error) && error.code === 'MDE_NOT_FOUND') return undefined;
    throw error;
  }
}

async function first(source: Source, question: Question, withAlerts: boolean): Promise<IncidentPage> {
  for await (const page of pages(source, question, { withAlerts })) {
    if (page.items.length > 0 || !page.more) return pageOf(page, question);
  }
  return { items: [], times: [], more: false, degraded: undefined };
}

function pageOf({ items, more, degraded }: Page<Incident>, { by }: Question): IncidentPage {
  return { items, times: timesOf(items, by), more, degraded };
}
