import type { Schema } from '../type.ts';
import { huntingFunctions } from './hunting-functions.ts';
import { library } from './library.ts';

const known = new WeakMap<Schema, Kusto.Language.GlobalState>();

/** What the binder is to know: our tables, and nothing of a cluster. Made once for a schema. */
export function globalsOf(schema: Schema): Kusto.Language.GlobalState {
  const globals = known.get(schema) ?? made(schema);
  known.set(schema, globals);
  return globals;
}

function made(schema: Schema): Kusto.Language.GlobalState {
  const { GlobalState, Symbols } = library();
  const tables = [...schema].map(([name, columns]) => {
    const list = columns.map(
      ({ name: column, type }) => new Symbols.ColumnSymbol(column, scalarType(type), null, null, null, null),
    );
    return new Symbols.TableSymbol.$ctor4(name, list);
  });
  const database = new Symbols.DatabaseSymbol.ctor('hunting', [...tables, ...huntingFunctions()]);
  const blank = GlobalState.Default;
  const options = blank?.ParseOptions?.WithAlwaysProduceEndTokens(true) ?? null;
  const globals = blank?.WithParseOptions(options)?.WithDatabase(database)?.WithCache();
  if (!globals) throw new TypeError("Microsoft's parser did not start.");
  return globals;
}

function scalarType(name: string): Kusto.Language.Symbols.TypeSymbol | null {
  return library().Symbols.ScalarTypes.GetSymbol(name);
}
