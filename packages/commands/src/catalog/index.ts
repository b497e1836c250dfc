// Written by scripts/generate-catalog.ts from the files of this folder. Do not edit.
import type { Command, Effect } from '../define.ts';

/** What is known of a command before it is loaded. */
export interface CatalogEntry {
  readonly summary: string;
  /** What is typed after `vedette`. */
  readonly words: readonly string[];
  readonly effect: Effect;
  readonly profile: 'required' | 'optional';
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
    summary: 'List incidents, newest update first',
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
