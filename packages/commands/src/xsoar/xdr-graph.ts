import {
  incidentToNative,
  VedetteError,
  type Defender,
  type IncidentChange,
  type IncidentFilter,
} from '@vedette/sdk';
import { toGraphCondition } from './native-condition.ts';
import { toGraphJudgement } from './native-judgement.ts';
import { nativeShape } from './native-shape.ts';
import {
  XDR_PAGE,
  type XdrChange,
  type XdrIncident,
  type XdrIncidents,
  type XdrQuery,
} from './xdr-incidents.ts';

/** Microsoft Graph, put into the shape of the Defender XDR API by the mapping of the SDK. */
export function graphIncidents({ incident: incidents }: Pick<Defender, 'incident'>): XdrIncidents {
  const get: XdrIncidents['get'] = async (id, options) =>
    nativeShape(incidentToNative(await incidents.get(id, { ...options, route: 'graph', withAlerts: true })));
  return {
    get,
    list: async (query, options) => {
      const found: XdrIncident[] = [];
      const listing = incidents.list({ ...options, ...listOptions(query), route: 'graph', withAlerts: true });
      for await (const incident of listing) found.push(nativeShape(incidentToNative(incident)));
      return found;
    },
    update: (id, change, options) => {
      const onGraph = { ...options, route: 'graph' } as const;
      const { comment } = change;
      const fields = changeOf(change);
      return {
        steps: [
          ...(Object.keys(fields).length > 0 ? [() => incidents.update(id, fields, onGraph)] : []),
          ...(comment === undefined ? [] : [() => incidents.comment(id, comment, onGraph)]),
        ],
        // The answer to a change has no alerts, and the context of the command has.
        answer: () => get(id, options),
      };
    },
  };
}

function changeOf({ status, assignedTo, classification, determination, tags }: XdrChange): IncidentChange {
  return Object.fromEntries(
    Object.entries({
      status: status && small(status),
      assignedTo,
      ...toGraphJudgement({ classification, determination }),
      customTags: tags,
    }).filter(([, value]) => value !== undefined),
  );
}

function listOptions(query: XdrQuery): {
  limit: number;
  offset: number;
  filter: IncidentFilter;
  orderBy?: string;
} {
  const { odata, status, assignedTo, limit, offset } = query;
  if (odata === undefined)
    return { limit, offset, filter: { status: status ? [small(status)] : [], assignedTo } };
  const { $filter, $top = limit, $skip = offset, $orderby, ...rest } = odata;
  const other = Object.keys(rest)[0];
  if (other !== undefined) {
    throw new VedetteError('MDE_INPUT', `odata: Microsoft Graph has no counterpart for ${other}`, {
      advice: 'Use $filter, $top, $skip, $orderby; or a profile with route: native.',
      facts: { argument: 'odata' },
    });
  }
  return {
    limit: count('$top', $top, 1),
    offset: count('$skip', $skip, 0),
    filter: $filter === undefined ? {} : { odata: toGraphCondition(String($filter)) },
    ...($orderby === undefined ? {} : { orderBy: toGraphCondition(String($orderby)) }),
  };
}

function count(name: string, value: unknown, least: number): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= least) return number;
  throw new VedetteError('MDE_INPUT', `odata: ${name} is not a whole number from ${least}`, {
    advice: `Write odata=\`{"${name}":${XDR_PAGE}}\`.`,
    facts: { argument: 'odata' },
  });
}

function small(word: string): string {
  return word.slice(0, 1).toLowerCase() + word.slice(1);
}
