export type { Column, Json, KqlType, KqlValue, Schema } from './type.ts';
export { coverage, KINDS } from './supported/coverage.ts';
export type { Coverage } from './supported/coverage.ts';
export type { Diagnostic } from './diagnostic.ts';
export { KqlError } from './diagnostic.ts';
export type {
  ChartRequest,
  Engine,
  EngineOptions,
  Explanation,
  ParquetFile,
  QueryResult,
  RowForm,
  RunOptions,
  TableSource,
} from './engine.ts';
export { readTree, walkTree } from './parse/tree.ts';
export type { Tree, TreeNode } from './parse/tree.ts';
export { openEngine } from './run/open.ts';
export { parquetFolder } from './run/parquet-folder.ts';
export type { ParquetFolder } from './run/parquet-folder.ts';
export { defenderSchema } from './schema/defender.ts';
