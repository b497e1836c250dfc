/** One flag as it is typed, explained and completed. */
export interface Flag {
  /** Without the dashes. */
  readonly name: string;
  readonly short?: string | undefined;
  /** A second long name, not shown: the name of the input as a program writes it. */
  readonly alias?: string | undefined;
  readonly takes: 'nothing' | 'text' | 'number';
  /** May be given several times; the values are collected. */
  readonly many?: boolean | undefined;
  /** Also accepted as `--no-NAME`. */
  readonly negatable?: boolean | undefined;
  /** What stands for the value in help: `FILE`. */
  readonly placeholder?: string | undefined;
  /** What it may be, in the spelling of a terminal. */
  readonly values?: readonly string[] | undefined;
  readonly fallback?: string | undefined;
  readonly required?: boolean | undefined;
  readonly describe: string;
}

export type FlagValue = string | number | boolean | readonly string[];
