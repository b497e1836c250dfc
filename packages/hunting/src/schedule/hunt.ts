/** When a hunt is due: each so many milliseconds, or by the pattern of cron in a time zone. */
export type Schedule = { readonly every: number } | { readonly cron: string; readonly timezone: string };

/** A hunt as its file says it. */
export interface Hunt {
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly severity: Severity;
  readonly where: 'cloud' | 'local';
  readonly schedule: Schedule | undefined;
  readonly query: string;
  /** Column → what its values name. */
  readonly entities: Readonly<Record<string, string>>;
  readonly suppress: Suppression;
}

export const SEVERITIES = ['informational', 'low', 'medium', 'high'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface Suppression {
  /** Columns that tell one finding from another; absent: all of the row. */
  readonly key: readonly string[] | undefined;
  /** Milliseconds after its report; absent: for ever. */
  readonly for: number | undefined;
}

/** A row as a test states it: only the columns that matter. */
export type SampleRow = Readonly<Record<string, unknown>>;

/** What a test expects of the rows of the query. */
export type Expectation =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'rows'; readonly rows: readonly SampleRow[]; readonly ordered: boolean };

export interface HuntCase {
  readonly name: string;
  /** What `now()` is; absent: just after the newest `Timestamp` of the sample rows. */
  readonly now: string | undefined;
  readonly tables: Readonly<Record<string, readonly SampleRow[]>>;
  readonly expect: Expectation;
  /** Where it stands. */
  readonly file: string;
  readonly line: number;
}

export interface HuntWithCases extends Hunt {
  readonly cases: readonly HuntCase[];
}
