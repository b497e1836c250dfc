import type { Kind } from './known.ts';

/** Names that do not count, with the reason: what they ask for exists only inside a cluster. */
export const EXCLUDED: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>> = {
  functions: {
    ...reasoned('names a table or database of a cluster; here the schema given to the engine is all there is', [
      'cluster', 'database', 'external_table', 'materialized_view', 'entity_group', 'stored_query_result', 'graph',
    ]),
    ...reasoned('asks a cluster about itself', [
      'current_cluster_endpoint', 'current_database', 'current_principal', 'current_principal_details',
      'current_principal_is_member_of', 'cursor_after', 'cursor_before_or_at', 'cursor_current', 'extent_id',
      'extent_tags', 'ingestion_time', 'row_id',
    ]),
  },
  plugins: {
    ...reasoned('calls another service', [
      'ai_chat_completion', 'ai_chat_completion_prompt', 'ai_embeddings', 'azure_digital_twins_query_request',
      'cosmosdb_sql_request', 'http_request', 'http_request_post', 'mysql_request', 'sql_request',
    ]),
    ...reasoned('runs another language', ['csharp', 'python', 'r']),
    ...reasoned('asks a cluster about itself', [
      'estimate_rows_count', 'execute_query', 'execute_show_command', 'external_datatable', 'identity', 'identity_v3',
      'infer_storage_schema', 'infer_storage_schema_with_suggestions',
    ]),
  },
}; // prettier-ignore

function reasoned(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
