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
