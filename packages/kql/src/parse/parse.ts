import type { Diagnostic } from '../diagnostic.ts';
import { library } from './library.ts';
import { lineAndColumn } from './place.ts';
import type { Node } from './syntax.ts';
import { columnsOf, listed } from './syntax.ts';
import type { Column } from '../type.ts';

/** A query as Microsoft's parser and binder see it. */
export interface Parsed {
  readonly syntax: Node;
  readonly diagnostics: readonly Diagnostic[];
  /** Columns of the result, as Microsoft's binder gives them. */
  readonly columns: readonly Column[];
}

/** Parses a query and lets Microsoft's binder find out its names and types. */
export function parse(text: string, globals: Kusto.Language.GlobalState): Parsed {
  const code = library().KustoCode.ParseAndAnalyze(text, globals);
  if (!code?.Syntax) throw new TypeError("Microsoft's parser gave nothing.");
  return {
    syntax: code.Syntax,
    columns: columnsOf(code.ResultType),
    diagnostics: listed<Kusto.Language.Diagnostic>(code.GetDiagnostics()).flatMap((found) =>
      found.Severity === 'Error' || found.Severity === 'Warning'
        ? [
            {
              code: found.Code ?? '',
              severity: found.Severity === 'Error' ? ('error' as const) : ('warning' as const),
              message: found.Message ?? '',
              ...lineAndColumn(text, found.Start),
              length: found.Length,
            },
          ]
        : [],
    ),
  };
}
