import { assignedAddresses } from '../enrichment/device-addresses.ts';
import { markComponents } from '../graph/components.ts';
import { makeGraph } from '../graph/make-graph.ts';
import { graphMatch, shortestPaths } from '../graph/match.ts';
import { graphToTable } from '../graph/to-table.ts';
import type { OperatorBinder, SourceBinder } from '../scope.ts';
import { as } from './as.ts';
import { distinct } from './distinct.ts';
import { consume, facet, fork, reduce } from './refused.ts';
import { getschema } from './getschema.ts';
import { invoke } from './invoke.ts';
import { join } from './join.ts';
import { lookup } from './lookup.ts';
import { macroExpand } from './macro-expand.ts';
import { materialize } from './materialize.ts';
import { projectColumns, projectRename } from './project-columns.ts';
import { range } from './range.ts';
import { render } from './render.ts';
import { sample, sampleDistinct } from './sample.ts';
import { scan } from './scan.ts';
import { serialize } from './serialize.ts';
import { tableOf } from './table-of.ts';
import { top } from './top.ts';
import { union, unionSource } from './union.ts';
import { externaldata } from './externaldata.ts';
import { find } from './find.ts';
import { search, searchSource } from './search.ts';
import { count } from './count.ts';
import { datatable } from './datatable.ts';
import { evaluate } from './evaluate.ts';
import { extend } from './extend.ts';
import { makeSeries } from './make-series.ts';
import { mvApply } from './mv-apply.ts';
import { mvExpand } from './mv-expand.ts';
import { parse, parseWhere } from './parse.ts';
import { parseKv } from './parse-kv.ts';
import { partition } from './partition.ts';
import { print } from './print.ts';
import { project } from './project.ts';
import { sort } from './sort.ts';
import { summarize } from './summarize.ts';
import { take } from './take.ts';
import { topHitters } from './top-hitters.ts';
import { topNested } from './top-nested.ts';
import { where } from './where.ts';

/** Operators of a pipe, by the class Microsoft's parser gives them. */
export const OPERATORS: Readonly<Record<string, OperatorBinder>> = {
  CountOperator: count,
  AsOperator: as,
  ConsumeOperator: consume,
  DistinctOperator: distinct,
  FacetOperator: facet,
  ForkOperator: fork,
  GetSchemaOperator: getschema,
  GraphMarkComponentsOperator: markComponents,
  GraphMatchOperator: graphMatch,
  GraphShortestPathsOperator: shortestPaths,
  GraphToTableOperator: graphToTable,
  InvokeOperator: invoke,
  JoinOperator: join,
  LookupOperator: lookup,
  ProjectAwayOperator: projectColumns,
  ProjectKeepOperator: projectColumns,
  ProjectRenameOperator: projectRename,
  ProjectReorderOperator: projectColumns,
  ReduceByOperator: reduce,
  RenderOperator: render,
  SampleOperator: sample,
  SampleDistinctOperator: sampleDistinct,
  SearchOperator: search,
  ScanOperator: scan,
  SerializeOperator: serialize,
  TopOperator: top,
  UnionOperator: union,
  EvaluateOperator: evaluate,
  ExtendOperator: extend,
  FilterOperator: where,
  MakeGraphOperator: makeGraph,
  MakeSeriesOperator: makeSeries,
  MvApplyOperator: mvApply,
  MvExpandOperator: mvExpand,
  ParseKvOperator: parseKv,
  ParseOperator: parse,
  ParseWhereOperator: parseWhere,
  PartitionOperator: partition,
  ProjectOperator: project,
  SortOperator: sort,
  SummarizeOperator: summarize,
  TakeOperator: take,
  TopHittersOperator: topHitters,
  TopNestedOperator: topNested,
};

/** What gives rows without rows before it: classes of the parser, and functions by their name. */
export const SOURCES: Readonly<Record<string, SourceBinder>> = {
  AssignedIPAddresses: assignedAddresses as SourceBinder,
  DataTableExpression: datatable,
  MacroExpandOperator: macroExpand,
  MaterializeExpression: materialize,
  RangeOperator: range,
  ExternalDataExpression: externaldata,
  FindOperator: find,
  SearchOperator: searchSource,
  UnionOperator: unionSource,
  table: tableOf,
  PrintOperator: print,
};
