import {
  type Defender,
  type Incident,
  type IncidentFilter,
  type ListOptions,
  type Page,
  VedetteError,
} from '@vedette/sdk';

/** In which order a service lists, whatever it is asked for. */
export type Temper = 'honours' | 'by id' | 'newest first' | 'shuffled';

export interface Habits {
  readonly temper: Temper;
  /** Does the service say that there is more? Some do not when a page size was asked for. */
  readonly saysMore: boolean;
  /** Does it answer this request with an empty list, for no reason? */
  readonly blank?: (requests: number) => boolean;
  /** Called before each page is made: the world does not wait. */
  readonly before?: (requests: number) => void;
}

/**
 * A service that lists incidents by skipping over a list made anew for each page, as the real ones do, with
 * habits the simulator of the cloud has no reason to have. Only what the reading uses is there.
 */
export function awkwardCloud(cloud: Map<string, Incident>, habits: Habits): Defender & { requests: number } {
  const self = { requests: 0 };
  async function* pages(options: ListOptions<IncidentFilter>): AsyncGenerator<Page<Incident>> {
    const size = options.pageSize ?? 50;
    for (let skip = 0; ; skip += size) {
      self.requests += 1;
      habits.before?.(self.requests);
      const matching = [...cloud.values()].filter((one) => matches(one, options.filter ?? {}));
      if (habits.blank?.(self.requests) === true) {
        yield { items: [], more: false, route: 'graph' };
        return;
      }
      const listed = inOrder(matching, options.orderBy ?? '', habits.temper, self.requests);
      const more = listed.length > skip + size;
      const items = listed.slice(skip, skip + size).map((one) => ({ ...one }));
      yield { items, more: more && habits.saysMore, route: 'graph' };
      if (!more) return;
    }
  }
  const incident = {
    list: (options: ListOptions<IncidentFilter> = {}) => ({ pages: () => pages(options) }),
    get: async (id: string) => {
      self.requests += 1;
      const found = cloud.get(id);
      if (found === undefined) throw new VedetteError('MDE_NOT_FOUND', `There is no incident ${id}.`);
      return { ...found };
    },
  };
  return Object.assign(self, { incident }) as unknown as Defender & { requests: number };
}

function matches(one: Incident, filter: IncidentFilter): boolean {
  const [updated, created] = [one.lastUpdateDateTime ?? '', one.createdDateTime ?? ''];
  return (
    within(updated, filter.updatedFrom, filter.updatedBefore) &&
    within(created, filter.createdFrom, filter.createdBefore)
  );
}

function within(time: string, from: string | undefined, before: string | undefined): boolean {
  const ms = Date.parse(time);
  return (from === undefined || ms >= Date.parse(from)) && (before === undefined || ms < Date.parse(before));
}

function inOrder(list: Incident[], orderBy: string, temper: Temper, requests: number): Incident[] {
  const byId = list.toSorted((a, b) => Number(a.id) - Number(b.id));
  if (temper === 'by id') return byId;
  if (temper === 'newest first') return byId.toSorted((a, b) => -compare(a, b, 'lastUpdateDateTime'));
  if (temper === 'shuffled') return byId.toSorted((a, b) => hash(a.id, requests) - hash(b.id, requests));
  const [field = '', direction] = orderBy.split(' ');
  return byId.toSorted((a, b) => compare(a, b, field) * (direction === 'desc' ? -1 : 1));
}

function compare(a: Incident, b: Incident, field: string): number {
  return String(a[field]).localeCompare(String(b[field]));
}

function hash(id: string, salt: number): number {
  return Math.imul(Number(id) + 1, 2_654_435_761 + salt * 40_503) >>> 8;
}
