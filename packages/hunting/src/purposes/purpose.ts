import type { Selection } from './selection.ts';

/** Which columns the file selectors look at: the file acted upon, the process that acted, or none. */
export type FileColumns = 'target' | 'initiating' | 'none';

/** What must be given, so that the hunt is not one over the whole fleet by accident. */
export type Need = 'selector' | 'nothing' | 'device' | 'file-and-device' | 'user' | 'command-line';

/** One canned hunt: what it reads, and what it keeps. */
export interface Purpose {
  /** Empty where the family is one hunt. */
  readonly id: string;
  readonly summary: string;
  /** Read together when there are several; the column `SourceTable` then says which. */
  readonly tables: readonly [string, ...string[]];
  /** `let` statements in front. */
  readonly lets?: readonly string[];
  readonly files: FileColumns;
  readonly needs: Need;
  /** Operators after the filters on time and selectors, without the bar. */
  readonly steps: readonly string[] | ((selection: Selection) => readonly string[]);
  /** A total order of the result, so that pages neither overlap nor leave a row out. */
  readonly order: string;
}

/** Hunts that answer one question, under one name. */
export interface PurposeFamily {
  /** The verb of the command: `hunt lateral-movement`. */
  readonly id: string;
  readonly title: string;
  readonly purposes: readonly [Purpose, ...Purpose[]];
}

/** Newest event first. `ReportId` counts per device, so only the three together name one event. */
export const NEWEST_FIRST = 'Timestamp desc, DeviceId asc, ReportId desc';
