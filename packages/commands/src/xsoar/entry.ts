/** What one command leaves in the war room. */
export interface Entry {
  /** Context by key, such as `MsGraph.Incident(val.id && val.id == obj.id)`. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Markdown. */
  readonly readable: string;
  readonly raw: unknown;
}

/**
 * The platform's way from a prefix and a key field to a context key, by which a later result replaces an
 * earlier one of the same key.
 *
 * @see https://xsoar.pan.dev/docs/integrations/code-conventions#commandresults
 */
export function contextKey(prefix: string, key: string): string {
  return `${prefix}(val.${key} && val.${key} == obj.${key})`;
}

/** An entry of one record, or of a list of them; an empty list leaves the context as it is. */
export function entry(prefix: string, key: string, value: unknown, readable: string): Entry {
  const empty = Array.isArray(value) && value.length === 0;
  return { outputs: empty ? {} : { [contextKey(prefix, key)]: value }, readable, raw: value };
}

/** An entry that says something and changes no context. */
export function remark(readable: string): Entry {
  return { outputs: {}, readable, raw: null };
}
