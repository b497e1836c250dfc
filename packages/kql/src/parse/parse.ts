import type { Diagnostic } from '../diagnostic.ts';
import { TOO_DEEP, tooManyTokens, tooMuch } from './depth.ts';
import { hinted } from './hint.ts';
import { columnNamePlaces } from './hunting-functions.ts';
import { library } from './library.ts';
import { lineAndColumn } from './place.ts';
import { tooManyReadings } from './readings.ts';
import type { Node } from './syntax.ts';
import { className, columnsOf, listed } from './syntax.ts';
import type { Column } from '../type.ts';

/** A query as Microsoft's parser and binder see it. */
export interface Parsed {
  readonly syntax: Node;
  readonly diagnostics: readonly Diagnostic[];
  /** Columns of the result, as Microsoft's binder gives them. */
  readonly columns: readonly Column[];
}

/**
 * Parses a query and lets Microsoft's binder find out its names and types. Put together from the library's parts:
 * `KustoCode.ParseAndAnalyze` does the same and builds a grammar besides, which only an editor needs and which takes a second.
 */
export function parse(text: string, globals: Kusto.Language.GlobalState): Parsed {
  const guarded = tooMuch(text);
  if (guarded) return { ...parsed('', globals), diagnostics: [guarded] };
  try {
    return parsed(text, globals);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ...parsed('', globals), diagnostics: [DEEP] };
  }
}

function parsed(text: string, globals: Kusto.Language.GlobalState): Parsed {
  const { Binding, Parsing, Syntax, Utils } = library();
  const options = globals.ParseOptions;
  const tokens = Parsing.TokenParser.ParseTokens(text, options);
  const many = tooManyTokens(tokens ?? [], text) ?? tooManyReadings(tokens ?? [], text);
  if (many) return { ...parsed('', globals), diagnostics: [many] };
  const syntax = Parsing.QueryParser.ParseQuery(tokens, 0, options);
  if (!syntax) throw new TypeError("Microsoft's parser gave nothing.");
  const tree = new Syntax.SyntaxTree(syntax, null, 0);
  const bound = Binding.Binder.TryBind(tree, globals, new Binding.LocalBindingCache());
  const found = listed<Kusto.Language.Diagnostic>(
    syntax.GetContainedDiagnostics(EVERY_KIND, new Utils.CancellationToken()),
  );
  // Beyond these an author gains nothing, and each takes its time.
  const bare = columnNamePlaces(text);
  const isColumnName = ({ Code: code, Start: at }: Kusto.Language.Diagnostic): boolean =>
    code === UNKNOWN_NAME && bare.some(({ start, end }) => at > start && at < end);
  const diagnostics = found
    .filter((one) => !isColumnName(one) && !isSecondOfTimespan(one, text))
    .filter((one) => !isListOfProperties(one, text) && !isInnerNode(one, text))
    .filter(({ Severity: severity }) => severity === 'Error' || severity === 'Warning')
    .slice(0, MOST_DIAGNOSTICS)
    .map((one) => hinted(diagnosticOf(one, text), one.Start, syntax, globals));
  return {
    syntax,
    columns: resultColumns(syntax),
    diagnostics: bound ? diagnostics : [...diagnostics, DEEP],
  };
}

const MOST_DIAGNOSTICS = 100;

/**
 * The binder wants whole seconds of `make_timespan`, while the documentation and the service take a fraction.
 * @see https://learn.microsoft.com/kusto/query/make-timespan-function
 */
const isSecondOfTimespan = ({ Code: code, Start: at }: Kusto.Language.Diagnostic, text: string): boolean =>
  code === NOT_WHOLE && /make_timespan\s*\([^()]*$/.test(text.slice(Math.max(0, at - 200), at));

/**
 * The binder takes arguments of `bag_unpack` by their place even where they are named, and so wants a text here.
 * @see https://learn.microsoft.com/kusto/query/bag-unpack-plugin
 */
const isListOfProperties = ({ Code: code, Start: at }: Kusto.Language.Diagnostic, text: string): boolean =>
  code === NOT_OF_TYPE && /\bignoredProperties\s*=\s*$/.test(text.slice(Math.max(0, at - 200), at));

/**
 * The binder does not know the one property that `with_node_id` gives to nodes inside of `inner_nodes`. A name that really
 * is none is refused when it is looked up.
 * @see https://learn.microsoft.com/kusto/query/inner-nodes-graph-function
 */
const isInnerNode = ({ Code: code, Start: at }: Kusto.Language.Diagnostic, text: string): boolean =>
  code === UNKNOWN_NAME &&
  /\bwith_node_id\b/.test(text) &&
  /\binner_nodes\s*\([^()]*\)\s*,[^;|]*$/.test(text.slice(Math.max(0, at - 500), at));

/** Microsoft's code for a value of another type than the one asked for. */
const NOT_OF_TYPE = 'KS107';

/** Microsoft's code for a value that must be a whole number. */
const NOT_WHOLE = 'KS134';

/** Microsoft's code for a name it does not know. */
const UNKNOWN_NAME = 'KS142';

/** Syntactic and semantic diagnostics. */
const EVERY_KIND = 3 as number as Kusto.Language.Syntax.DiagnosticsInclude;

const DEEP: Diagnostic = {
  code: 'KQL_DEPTH',
  severity: 'error',
  message: TOO_DEEP,
  line: 1,
  column: 1,
  length: 0,
};

function diagnosticOf(found: Kusto.Language.Diagnostic, text: string): Diagnostic {
  return {
    code: found.Code ?? '',
    severity: found.Severity === 'Error' ? 'error' : 'warning',
    message: found.Message ?? '',
    ...lineAndColumn(text, found.Start),
    length: found.Length,
  };
}

/** The columns of the last statement that is a table. */
function resultColumns(block: Kusto.Language.Syntax.QueryBlock): Column[] {
  const last = listed(block.Statements).findLast(
    (statement) => className(statement) === 'ExpressionStatement',
  );
  return columnsOf((last as Kusto.Language.Syntax.ExpressionStatement | undefined)?.Expression?.ResultType);
}
