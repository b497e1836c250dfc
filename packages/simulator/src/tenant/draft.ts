import type { Growth } from './growth.ts';
import type { Alert, Incident } from './model.ts';
import type { Tick } from './tick.ts';

/** A new incident with its alerts as a story would have them, all of it now. */
export interface Draft {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
}

/** Drafts the story of an index beyond the grown ones: its alert ids are met nowhere else. */
export function draftIncident(growth: Growth, index: number, id: number, at: Tick): Draft {
  // A story that would be merged at once is no story to open with.
  const story = growth.head(index).redirect === null ? index : index * 41;
  const incident: Incident = {
    ...growth.incident(story),
    id,
    created: at,
    updated: at,
    status: 'active',
    classification: 'unknown',
    determination: 'unknown',
    resolvingComment: null,
    comments: [],
  };
  const alerts = Array.from({ length: growth.head(story).alerts }, (_, position) => ({
    ...movedTo(growth.alert(story, position), at),
    incidentId: id,
    status: 'new',
    classification: null,
    determination: null,
    resolved: null,
  }));
  return { incident, alerts };
}

function movedTo(alert: Alert, at: Tick): Alert {
  const by = at - alert.created;
  const move = (tick: Tick | null): Tick | null => (tick === null ? null : tick + by);
  return {
    ...alert,
    created: at,
    updated: at,
    firstActivity: move(alert.firstActivity),
    lastActivity: move(alert.lastActivity),
    evidence: alert.evidence.map((evidence) => ({ ...evidence, at: move(evidence.at) })),
  };
}
