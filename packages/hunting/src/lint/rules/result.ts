import { pipelineOf, resultsOf } from '../examined.ts';
import type { Hit, Rule } from '../rule.ts';

/** After these the number of rows is bounded, or is that of groups. */
const BOUNDING = new Set([
  'CountOperator',
  'DistinctOperator',
  'EvaluateOperator',
  'GetSchemaOperator',
  'MakeSeriesOperator',
  'PrintOperator',
  'ReduceByOperator',
  'SampleDistinctOperator',
  'SampleOperator',
  'SummarizeOperator',
  'TakeOperator',
  'TopHittersOperator',
  'TopNestedOperator',
  'TopOperator',
]);

export const unbounded: Rule = {
  code: 'HUNT_UNBOUNDED',
  severity: 'warning',
  summary: 'Nothing bounds the number of rows, and the service gives 100,000 at most',
  page: 'https://learn.microsoft.com/defender-xdr/advanced-hunting-limits',
  *find(query): Iterable<Hit> {
    const result = resultsOf(query).at(-1);
    if (!result) return;
    const { source, operators } = pipelineOf(result);
    if (['PrintOperator', 'DataTableExpression'].includes(source.kind)) return;
    if (operators.some(({ kind }) => BOUNDING.has(kind))) return;
    yield {
      node: operators.at(-1) ?? source,
      message: 'Nothing bounds the number of rows; the service gives 100,000 and cuts the rest',
      instead: 'End with summarize, top or take, or run it with --all.',
    };
  },
};

export const sortedTooLate: Rule = {
  code: 'HUNT_TAKE_THEN_SORT',
  severity: 'warning',
  summary: 'Rows are taken before they are sorted',
  page: 'https://learn.microsoft.com/kusto/query/take-operator',
  *find(query): Iterable<Hit> {
    for (const node of query.nodes) {
      // A pipe in a pipe is the beginning of the longer one.
      if (node.kind !== 'PipeExpression' || query.parent(node)?.kind === 'PipeExpression') continue;
      const { operators } = pipelineOf(node);
      for (const [at, operator] of operators.entries()) {
        const before = operators.slice(0, at).findLast(({ kind }) => !ROW_BY_ROW.has(kind));
        if (operator.kind !== 'SortOperator' || before?.kind !== 'TakeOperator') continue;
        yield {
          node: before,
          message: `${before.text} takes any rows there are; sorting them afterwards does not make them the first ones`,
          instead: 'Write top … by … in place of both.',
        };
      }
    }
  },
};

const ROW_BY_ROW = new Set([
  'ExtendOperator',
  'FilterOperator',
  'ProjectAwayOperator',
  'ProjectKeepOperator',
  'ProjectOperator',
  'ProjectRenameOperator',
  'ProjectReorderOperator',
]);
