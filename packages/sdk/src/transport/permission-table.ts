import type { CallPattern } from './call-pattern.ts';

/** The permissions of which one suffices, least first. */
export interface PermissionRow extends CallPattern {
  readonly application: readonly string[];
  readonly delegated: readonly string[];
  /** The page that says so. */
  readonly source: string;
}

function graph(method: string, path: string, noun: string, write: boolean, page: string): PermissionRow {
  const names = write
    ? [`Security${noun}.ReadWrite.All`]
    : [`Security${noun}.Read.All`, `Security${noun}.ReadWrite.All`];
  const source = `https://learn.microsoft.com/graph/api/${page}`;
  return { audience: 'graph', method, path, application: names, delegated: names, source };
}

function native(
  audience: 'endpoint' | 'xdr',
  method: string,
  path: string,
  noun: string,
  write: boolean,
  source: string,
): PermissionRow {
  const verbs = write ? ['ReadWrite'] : ['Read', 'ReadWrite'];
  return {
    audience,
    method,
    path,
    application: verbs.map((verb) => `${noun}.${verb}.All`),
    delegated: verbs.map((verb) => `${noun}.${verb}`),
    source,
  };
}

function hunting(audience: 'endpoint' | 'xdr', path: string, noun: string, source: string): PermissionRow {
  const names = { application: [`${noun}.Read.All`], delegated: [`${noun}.Read`] };
  return { audience, method: 'POST', path, ...names, source };
}

const mde = 'https://learn.microsoft.com/defender-endpoint/api/';
const xdr = 'https://learn.microsoft.com/defender-xdr/';

/** What each call of the SDK needs, for the diagnosis of a 403 and for the choice of a route. */
export const permissionTable: readonly PermissionRow[] = [
  graph('GET', '/security/incidents', 'Incident', false, 'security-list-incidents'),
  graph('GET', '/security/incidents/*', 'Incident', false, 'security-incident-get'),
  graph('PATCH', '/security/incidents/*', 'Incident', true, 'security-incident-update'),
  graph('POST', '/security/incidents/*/comments', 'Incident', true, 'security-incident-post-comments'),
  graph('GET', '/security/alerts_v2', 'Alert', false, 'security-list-alerts_v2'),
  graph('GET', '/security/alerts_v2/*', 'Alert', false, 'security-alert-get'),
  graph('PATCH', '/security/alerts_v2/*', 'Alert', true, 'security-alert-update'),
  graph('POST', '/security/alerts_v2/*/comments', 'Alert', true, 'security-alert-post-comments'),
  {
    audience: 'graph',
    method: 'POST',
    path: '/security/runHuntingQuery',
    application: ['ThreatHunting.Read.All'],
    delegated: ['ThreatHunting.Read.All'],
    source: 'https://learn.microsoft.com/graph/api/security-security-runhuntingquery',
  },
  hunting('xdr', '/api/advancedhunting/run', 'AdvancedHunting', `${xdr}api-advanced-hunting`),
  hunting('endpoint', '/api/advancedqueries/run', 'AdvancedQuery', `${mde}run-advanced-query-api`),
  native('xdr', 'GET', '/api/incidents', 'Incident', false, `${xdr}api-list-incidents`),
  native('xdr', 'GET', '/api/incidents/*', 'Incident', false, `${xdr}api-get-incident`),
  native('xdr', 'PATCH', '/api/incidents/*', 'Incident', true, `${xdr}api-update-incidents`),
  native('endpoint', 'GET', '/api/alerts', 'Alert', false, `${mde}get-alerts`),
  native('endpoint', 'GET', '/api/alerts/*', 'Alert', false, `${mde}get-alert-info-by-id`),
  native('endpoint', 'PATCH', '/api/alerts/*', 'Alert', true, `${mde}update-alert`),
];
