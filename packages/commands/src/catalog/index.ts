// Written by scripts/generate-catalog.ts from the files of this folder. Do not edit.
import type { Command, Effect } from '../define.ts';

/** What is known of a command before it is loaded. */
export interface CatalogEntry {
  readonly summary: string;
  /** What is typed after `vedette`. */
  readonly words: readonly string[];
  readonly effect: Effect;
  readonly profile: 'required' | 'optional' | 'new';
  readonly load: () => Promise<Command>;
}

export const catalog = {
  'alert.comment': {
    summary: 'Add a comment to an alert; it cannot be taken back',
    words: ['alert', 'comment'],
    effect: 'write',
    profile: 'required',
    load: async () => (await import('./alert/comment.ts')).comment,
  },
  'alert.get': {
    summary: 'Show one alert with its evidence',
    words: ['alert', 'get'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./alert/get.ts')).get,
  },
  'alert.list': {
    summary: 'List alerts, newest first',
    words: ['alert', 'list'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./alert/list.ts')).list,
  },
  'alert.update': {
    summary: 'Change an alert: state, owner, classification',
    words: ['alert', 'update'],
    effect: 'write',
    profile: 'required',
    load: async () => (await import('./alert/update.ts')).update,
  },
  'auth.doctor': {
    summary: 'Say what the sign-in may do, what is missing, and how to mend it',
    words: ['doctor'],
    effect: 'read',
    profile: 'optional',
    load: async () => (await import('./auth/doctor.ts')).doctor,
  },
  'auth.login': {
    summary: 'Sign in, and keep what it takes in a profile',
    words: ['login'],
    effect: 'local',
    profile: 'new',
    load: async () => (await import('./auth/login.ts')).login,
  },
  'auth.login-url': {
    summary: 'Print the address to sign in at, for a browser that cannot come back here',
    words: ['login-url'],
    effect: 'local',
    profile: 'new',
    load: async () => (await import('./auth/login-url.ts')).loginUrl,
  },
  'auth.logout': {
    summary: 'Forget the tokens of the profile; the profile itself stays',
    words: ['logout'],
    effect: 'local',
    profile: 'optional',
    load: async () => (await import('./auth/logout.ts')).logout,
  },
  'auth.whoami': {
    summary: 'Say who is signed in, where, and with which permissions',
    words: ['whoami'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./auth/whoami.ts')).whoami,
  },
  'hunt.check': {
    summary: 'Check a query in KQL before it is sent, and say what to write instead',
    words: ['hunt', 'check'],
    effect: 'local',
    profile: 'optional',
    load: async () => (await import('./hunt/check.ts')).check,
  },
  'hunt.cover-up': {
    summary: 'Hunt for traces that were removed, and for what an account did',
    words: ['hunt', 'cover-up'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./hunt/cover-up.ts')).coverUp,
  },
  'hunt.file-origin': {
    summary: 'Hunt for how a file came to a device',
    words: ['hunt', 'file-origin'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./hunt/file-origin.ts')).fileOrigin,
  },
  'hunt.lateral-movement': {
    summary: 'Hunt for signs that somebody moves from device to device',
    words: ['hunt', 'lateral-movement'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./hunt/lateral-movement.ts')).lateralMovement,
  },
  'hunt.network': {
    summary: 'Hunt for whom a device talks to, and for encoded commands',
    words: ['hunt', 'network'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./hunt/network.ts')).network,
  },
  'hunt.persistence': {
    summary: 'Hunt for signs that somebody means to stay',
    words: ['hunt', 'persistence'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./hunt/persistence.ts')).persistence,
  },
  'hunt.privilege-escalation': {
    summary: 'Hunt for logons of local administrators',
    words: ['hunt', 'privilege-escalation'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./hunt/privilege-escalation.ts')).privilegeEscalation,
  },
  'hunt.process': {
    summary: 'Hunt for what a process is, what started it and what it did',
    words: ['hunt', 'process'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./hunt/process.ts')).process,
  },
  'hunt.run': {
    summary: 'Run a query in KQL and give its rows as they arrive',
    words: ['hunt', 'run'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./hunt/run.ts')).run,
  },
  'hunt.schema': {
    summary: 'Show the tables of advanced hunting, and their columns with types',
    words: ['hunt', 'schema'],
    effect: 'local',
    profile: 'optional',
    load: async () => (await import('./hunt/schema.ts')).schema,
  },
  'hunt.tampering': {
    summary: 'Hunt for attempts to stop the sensor or the antivirus',
    words: ['hunt', 'tampering'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./hunt/tampering.ts')).tampering,
  },
  'incident.comment': {
    summary: 'Add a comment to an incident; it cannot be taken back',
    words: ['incident', 'comment'],
    effect: 'write',
    profile: 'required',
    load: async () => (await import('./incident/comment.ts')).comment,
  },
  'incident.get': {
    summary: 'Show one incident',
    words: ['incident', 'get'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./incident/get.ts')).get,
  },
  'incident.list': {
    summary: 'List incidents, newest first',
    words: ['incident', 'list'],
    effect: 'read',
    profile: 'required',
    load: async () => (await import('./incident/list.ts')).list,
  },
  'incident.update': {
    summary: 'Change an incident: state, owner, classification, tags',
    words: ['incident', 'update'],
    effect: 'write',
    profile: 'required',
    load: async () => (await import('./incident/update.ts')).update,
  },
  'kql.explain': {
    summary: 'Show a query at every stage: its columns, its plan and its SQL',
    words: ['kql', 'explain'],
    effect: 'local',
    profile: 'optional',
    load: async () => (await import('./kql/explain.ts')).explain,
  },
  'kql.run': {
    summary: 'Run KQL on this machine, over Parquet files or simulated tables',
    words: ['kql', 'run'],
    effect: 'local',
    profile: 'optional',
    load: async () => (await import('./kql/run.ts')).run,
  },
  'mirror.fetch': {
    summary: 'Bring incidents with alerts, evidence and comments into the local mirror',
    words: ['mirror', 'fetch'],
    effect: 'local',
    profile: 'required',
    load: async () => (await import('./mirror/fetch.ts')).fetch,
  },
  'mirror.status': {
    summary: 'Say what the local mirror holds and how far it is complete',
    words: ['mirror', 'status'],
    effect: 'local',
    profile: 'required',
    load: async () => (await import('./mirror/status.ts')).status,
  },
} as const satisfies Readonly<Record<string, CatalogEntry>>;

export type CommandId = keyof typeof catalog;
