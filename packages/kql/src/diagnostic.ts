/** Something about a query that its author should know, with its place. */
export interface Diagnostic {
  /** Microsoft's code for what its parser found (`KS142`), or one of ours (`KQL_UNSUPPORTED`). */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** What is wrong, and what to write instead where that is known. */
  readonly message: string;
  /** The name that was probably meant where one is not known; the message does not say it. */
  readonly meant?: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  readonly length: number;
}

/** A query that cannot run, or did not. Nothing was returned of it. */
export class KqlError extends Error {
  override readonly name = 'KqlError';
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ line, column, message }) => `${line}:${column} ${message}`).join('\n'));
    this.diagnostics = diagnostics;
  }
}

/** A diagnostic whose message also says which name was probably meant. */
export function withHint({ meant, ...diagnostic }: Diagnostic): Diagnostic {
  return meant === undefined
    ? diagnostic
    : { ...diagnostic, message: `${diagnostic.message} Did you mean '${meant}'?` };
}
