import { isVedetteError, VedetteError } from '../error.ts';
import { and, compareTime, raw } from './odata.ts';
import { PageMemory } from './page-memory.ts';
import type { Item } from './page-memory.ts';
import type { ApiRequest, Send } from './send.ts';

export interface PagedCall {
  /** The call without paging: its query may hold `$filter`, `$orderby`, `$expand`. */
  readonly request: ApiRequest;
  /** The most records the service gives at once. */
  readonly pageMax: number;
  /** How many to ask for at once. Default: `pageMax`. */
  readonly pageSize?: number | undefined;
  /** Stop after so many records. Default: all there are. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  /** Tells one version of a record from every other. */
  readonly keyOf: (item: Item) => string;
  /** A field of time by which the list can be cut, for a service that refuses a large `$skip`. */
  readonly keyset?: { readonly field: string; readonly descending: boolean } | undefined;
}

export interface RawPage {
  readonly items: readonly Item[];
  /** Is there more, as far as the service lets one know? */
  readonly more: boolean;
}

/** How a page is asked for: the first, by the service's link, by our own count, or from a point in time on. */
interface Step {
  readonly kind: 'first' | 'link' | 'skip' | 'keyset';
  readonly request: ApiRequest;
  readonly asked: number;
}

/** An empty body says nothing at all, so the same page is asked for again a few times. */
const emptyBodies = 3;

/**
 * All pages of a list. It follows nextLink while that is sound. Where the link is missing after a full page,
 * is no URL, or leads back, it goes on by `$skip` from what was read; where `$skip` is refused for being too
 * large, from the last point in time. Never asks for more than is needed.
 *
 * @throws VedetteError MDE_PAGING when the service gives the same page whatever it is asked.
 * @see https://github.com/MicrosoftDocs/microsoft-365-docs/issues/8489
 * @see https://github.com/elastic/integrations/issues/20234
 */
export async function* pages(send: Send, call: PagedCall): AsyncGenerator<RawPage> {
  const reader = new PageReader(send, call);
  // Handed over, not kept: a generator at rest holds its variables, and with them the page before the next one.
  while (await reader.read()) yield reader.take();
}

class PageReader {
  readonly #send: Send;
  readonly #call: PagedCall;
  readonly #memory: PageMemory;
  #left: number;
  #step: Step | undefined;
  #page: RawPage | undefined;

  constructor(send: Send, call: PagedCall) {
    this.#send = send;
    this.#call = call;
    this.#memory = new PageMemory(call.keyOf, call.keyset?.field);
    this.#left = call.limit ?? Infinity;
    this.#step = this.#left < 1 ? undefined : bySkip(call, call.offset ?? 0, this.#left, 'first');
  }

  /** Asks until there is a page to take; false when there is none left. */
  async read(): Promise<boolean> {
    while (this.#page === undefined && this.#step !== undefined) await this.#advance(this.#step);
    return this.#page !== undefined;
  }

  take(): RawPage {
    const page = this.#page ?? { items: [], more: false };
    this.#page = undefined;
    return page;
  }

  async #advance(step: Step): Promise<void> {
    const call = this.#call;
    const memory = this.#memory;
    const answer = await ask(this.#send, step, memory, call.keyset !== undefined);
    if (answer === 'refused') {
      this.#step = byKeyset(call, memory, this.#left);
      return;
    }
    if (memory.repeats(answer.items) || (step.kind === 'skip' && memory.knowsAll(answer.items))) {
      if (step.kind !== 'link') throw loop(memory.count);
      memory.distrustLinks();
      this.#step = bySkip(call, (call.offset ?? 0) + memory.count, this.#left);
      return;
    }
    const fresh = memory.add(answer.items);
    const items = fresh.slice(0, this.#left);
    this.#left -= items.length;
    const next = this.#left < 1 ? undefined : nextStep(call, step, answer, memory, this.#left);
    const more = next !== undefined || fresh.length > items.length || answer.link !== undefined;
    if (items.length > 0 || next === undefined) this.#page = { items, more };
    this.#step = next;
  }
}

interface Answer {
  readonly items: readonly Item[];
  /** `undefined`: the service gave none; a text, sound or not, otherwise. */
  readonly link: string | undefined;
}

async function ask(send: Send, step: Step, memory: PageMemory, mayCut: boolean): Promise<Answer | 'refused'> {
  try {
    for (let tries = 1; ; tries++) {
      const body = await (await send(step.request)).json<unknown>();
      if (body !== undefined && body !== null) return answerOf(body, step.request);
      if (tries < emptyBodies) continue;
      if (step.kind === 'first') return { items: [], link: undefined };
      throw new VedetteError(
        'MDE_RESPONSE',
        'The service promised more records and then gave an empty answer.',
        {
          facts: { read: memory.count },
        },
      );
    }
  } catch (error) {
    const tooFar = isVedetteError(error) && error.status === 400 && memory.count > 0 && usesSkip(step);
    if (tooFar && mayCut && step.kind !== 'keyset') return 'refused';
    throw error;
  }
}

function answerOf(body: unknown, request: ApiRequest): Answer {
  const { value, '@odata.nextLink': link } = body as Readonly<Record<string, unknown>>;
  if (value !== undefined && value !== null && !Array.isArray(value)) {
    throw new VedetteError('MDE_RESPONSE', `${request.method} ${request.path.split('?')[0]} gave no list.`);
  }
  const items = ((value ?? []) as unknown[]).filter((item) => typeof item === 'object' && item !== null);
  return { items: items as Item[], link: typeof link === 'string' && link !== '' ? link : undefined };
}

function nextStep(
  call: PagedCall,
  step: Step,
  answer: Answer,
  memory: PageMemory,
  left: number,
): Step | undefined {
  const { items, link } = answer;
  if (link !== undefined && isSound(link, call.request.path) && memory.isNewLink(link)) {
    // Only what the link says after the path: regional hosts and gateways answer with links to another host,
    // and the token goes to ours.
    const path = call.request.path + new URL(link).search;
    return { kind: 'link', asked: step.asked, request: { ...call.request, path, query: undefined } };
  }
  const mayBeMore = link !== undefined ? items.length > 0 : items.length >= step.asked;
  if (!mayBeMore) return undefined;
  if (step.kind === 'keyset') return byKeyset(call, memory, left);
  return bySkip(call, (call.offset ?? 0) + memory.count, left);
}

/** A URL of the same list, on whatever host. */
function isSound(link: string, path: string): boolean {
  // `http:/host` is a URL to JavaScript, and leads elsewhere.
  if (!/^https?:\/\/[^/]/i.test(link) || !URL.canParse(link)) return false;
  return new URL(link).pathname.endsWith(path);
}

function sizeOf(call: PagedCall, left: number): number {
  return Math.max(1, Math.min(call.pageSize ?? call.pageMax, call.pageMax, left));
}

function bySkip(call: PagedCall, skip: number, left: number, kind: 'first' | 'skip' = 'skip'): Step {
  const top = sizeOf(call, left);
  const query = { ...call.request.query, $top: top, ...(skip > 0 && { $skip: skip }) };
  return { kind, asked: top, request: { ...call.request, query } };
}

/** From the last time that was read, inclusive, passing over what was already read of that time. */
function byKeyset(call: PagedCall, memory: PageMemory, left: number): Step {
  if (call.keyset === undefined) throw loop(memory.count);
  const { field, descending } = call.keyset;
  const edge = memory.edge(descending);
  const top = sizeOf(call, left);
  const given = call.request.query?.['$filter'];
  const $filter = and([
    given === undefined ? undefined : raw(String(given)),
    edge === undefined ? undefined : compareTime(field, descending ? 'le' : 'ge', edge.time),
  ]);
  const skip = edge?.known ?? 0;
  const query = {
    ...call.request.query,
    $filter,
    $orderby: `${field} ${descending ? 'desc' : 'asc'}`,
    $top: top,
    ...(skip > 0 && { $skip: skip }),
  };
  return { kind: 'keyset', asked: top, request: { ...call.request, query } };
}

function usesSkip({ request }: Step): boolean {
  return request.query?.['$skip'] !== undefined || /[?&](\$|%24)skip=/i.test(request.path);
}

function loop(read: number): VedetteError {
  return new VedetteError(
    'MDE_PAGING',
    `The service repeats the same page; ${read} records were read before.`,
    {
      facts: { read },
    },
  );
}
