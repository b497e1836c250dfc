import type * as Sqlite from 'node:sqlite';

/**
 * The SQLite of Node, loaded at the first use only. Node marks it experimental with a warning on stderr, which
 * tells the person at the terminal nothing he could act on: that one warning is held back, others pass.
 */
export function loadSqlite(): typeof Sqlite {
  const emit = process.emitWarning.bind(process);
  const own = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  process.emitWarning = ((warning: string | Error, ...rest: unknown[]): void => {
    if (String(warning).includes('SQLite is an experimental feature')) return;
    Reflect.apply(emit, process, [warning, ...rest]);
  }) as typeof process.emitWarning;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    if (own !== undefined) Object.defineProperty(process, 'emitWarning', own);
  }
}
