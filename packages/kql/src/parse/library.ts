/// <reference types="@kusto/language-service-next/Kusto.Language.Bridge.d.ts" />
import { createRequire } from 'node:module';

/** Microsoft's parser and binder, as the namespace it defines. */
export type Library = typeof Kusto.Language;

let loaded: Library | undefined;

/**
 * Loads Microsoft's language library at its first use: 5 MB of script that most commands never need. It is written for a
 * page, so it sets globals instead of exporting.
 */
export function library(): Library {
  if (!loaded) {
    const require = createRequire(import.meta.url);
    require('@kusto/language-service-next/bridge.min.js');
    require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
    loaded = Kusto.Language;
  }
  return loaded;
}
