import type { VedetteError } from '@vedette/sdk';
import type { z } from 'zod';
import type { CommandContext } from './context.ts';
import type { Lines } from './lines.ts';
import type { Table } from './table.ts';

/** What a command does to the world. `destructive` asks before it acts; `local` touches this machine only. */
export type Effect = 'read' | 'write' | 'destructive' | 'local';

/** The least privilege that suffices, per API. A list is "one of these". Source: the page of the call. */
export interface Permission {
  readonly audience: 'graph' | 'endpoint' | 'xdr';
  readonly application: readonly string[];
  readonly delegated: readonly string[];
  /** The Defender role a signed-in user needs besides, in the words of the portal. */
  readonly role?: string | undefined;
}

export interface Example {
  /** What is typed after `vedette`. */
  readonly cli: string;
  readonly why: string;
}

/** Any record a command gives. */
export type Row = Readonly<Record<string, unknown>>;

/** How a record is shown to a person: a column is a title and where its value stands. */
export interface Column {
  readonly title: string;
  /** JMESPath-like dotted path into the record, or a function of it. */
  readonly value: string | ((record: Row) => unknown);
  /** `time` is shown in the reader's zone, `age` with how long ago it was; `severity` and `status` may be coloured on a terminal. */
  readonly kind?: 'text' | 'time' | 'age' | 'number' | 'severity' | 'status' | undefined;
  /** Long text is broken into lines instead of cut: of the last column of a table. */
  readonly wrap?: boolean | undefined;
  /** Shown in lines of its own below the last column, behind this mark, where there is something to show. */
  readonly below?: string | undefined;
  /** The title is a name of the data, in which capitals count: it is shown as it is. */
  readonly named?: boolean | undefined;
}

export interface Command<I extends z.ZodObject = z.ZodObject> {
  /** `noun.verb`; the same as the path of its file below `catalog/`. */
  readonly id: string;
  readonly summary: string;
  readonly effect: Effect;
  /** Empty when no API is called. With several routes: one entry for each; one of them is enough. */
  readonly permissions: readonly Permission[];
  /** A strict object; every string and array in it is bounded. Descriptions become help, OpenAPI and MCP text. */
  readonly input: I;
  /** Names of the inputs that stand without a flag, in order. An array may only be the last of them. */
  readonly positional?: readonly (keyof z.output<I> & string)[] | undefined;
  /** Words typed at the terminal where they are not `noun verb`: `login`. */
  readonly words?: readonly string[] | undefined;
  /**
   * `required` (default): `context.profile` is there. `optional`: the command runs without a profile too and
   * looks with `findProfile`. `new`: as optional, and the name asked for may be that of a profile it will make,
   * as `login` must on a new machine.
   */
  readonly profile?: 'required' | 'optional' | 'new' | undefined;
  readonly examples: readonly [Example, ...Example[]];
  /** What the simulator must serve for the examples to run; empty for what needs no cloud. */
  readonly simulator: readonly ('entra' | 'graph' | 'xdr' | 'endpoint' | 'imds' | 'broker')[];
  /**
   * `rows`: `run` gives an async iterable of records, or promises a table where only the answer knows its columns.
   * `record`: it gives one; or, where it goes on until it is stopped, one after the other, each to be shown at once.
   */
  readonly output: 'rows' | 'record';
  /** Of its records; a table brings its own. */
  readonly columns: readonly Column[];
  /** Fewer rows that say the same to a person. Programs get all of them. */
  readonly digest?: ((rows: readonly Row[], input: z.output<I>) => readonly Row[]) | undefined;
  /** What the whole result amounts to where that is a failure: said after it was written, so that programs have both. */
  readonly verdict?: ((rows: readonly Row[], input: z.output<I>) => VedetteError | undefined) | undefined;
  /** Under `context.dryRun` a command that would change something gives its plan: see `rehearse`. */
  run(context: CommandContext, input: z.output<I>): AsyncIterable<Row> | Promise<Row | Table | Lines>;
}

/** Gives `run` the type of the input; adds nothing. */
export function defineCommand<I extends z.ZodObject>(command: Command<I>): Command<I> {
  return command;
}
