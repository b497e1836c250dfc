/** A value kept between runs. The value is JSON. */
export interface StoredEntry {
  readonly value: unknown;
  /** Epoch milliseconds after which nobody needs it; a store may then forget it. */
  readonly expiresAt?: number | undefined;
}

/**
 * Where tokens, refresh tokens and half-finished sign-ins are kept. Keys are opaque texts. What one process
 * sets, another finds at its next `get`.
 */
export interface TokenStore {
  get(key: string): Promise<StoredEntry | undefined>;
  set(key: string, entry: StoredEntry): Promise<void>;
  delete(keys: readonly string[]): Promise<void>;
  /** Forgets everything, of all identities. */
  clear(): Promise<void>;
}

/** Keeps for as long as the process lives. */
export function memoryTokenStore(): TokenStore {
  const entries = new Map<string, StoredEntry>();
  return {
    get: async (key) => entries.get(key),
    set: async (key, entry) => void entries.set(key, entry),
    delete: async (keys) => keys.forEach((key) => entries.delete(key)),
    clear: async () => entries.clear(),
  };
}
