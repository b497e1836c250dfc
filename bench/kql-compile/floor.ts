/// <reference types="@kusto/language-service-next/Kusto.Language.Bridge.d.ts" />
import { defenderSchema } from '@vedette/kql';

/** Microsoft's own parser and binder over our tables, called as its documentation says. Loaded by the engine before. */
export function microsoftAlone(): (text: string) => void {
  const { GlobalState, KustoCode, Symbols } = Kusto.Language;
  const tables = [...defenderSchema].map(([name, columns]) => {
    const list = columns.map((column) => `['${column.name}']: ${column.type}`).join(', ');
    return Symbols.TableSymbol.From(`(${list})`)?.WithName(name) ?? null;
  });
  const database = new Symbols.DatabaseSymbol.ctor('hunting', tables as Kusto.Language.Symbols.Symbol[]);
  const globals = GlobalState.Default?.WithDatabase(database) ?? null;
  return (text) => {
    KustoCode.ParseAndAnalyze(text, globals);
  };
}
