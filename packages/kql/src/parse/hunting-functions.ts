import { fileProfileColumns } from '../schema/file-profile.ts';
import { library } from './library.ts';
import { listed } from './syntax.ts';

type FunctionSymbol = Kusto.Language.Symbols.FunctionSymbol;
type TableSymbol = Kusto.Language.Symbols.TableSymbol;
type Context = Kusto.Language.Symbols.CustomReturnTypeContext;

/** Functions of advanced hunting that take the rows before them, as their call is written. */
const INVOKED = /\binvoke\s+(?:FileProfile|DeviceFromIP|SeenBy)\s*\([^()]*(?:\([^()]*\)[^()]*)*\)/g;

/** The other functions: their parameters, and the columns they give. */
const TABLES = {
  DeviceFromIP: ["(T:(*), x:string='', y:datetime=datetime(null))", 'IP:string, DeviceId:string'],
  SeenBy: ["(T:(*), x:string='')", 'DeviceId:string'],
  AssignedIPAddresses: [
    '(x:string, y:datetime=datetime(null))',
    'Timestamp:datetime, IPAddress:string, IPType:string, NetworkAdapterType:int, ConnectedNetworks:string',
  ],
} as const;

/**
 * Advanced hunting's own functions, for the binder.
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-fileprofile-function
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-devicefromip-function
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-assignedipaddresses-function
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-seenby-function
 */
export function huntingFunctions(): FunctionSymbol[] {
  const { Symbols } = library();
  const tabular = Symbols.Tabularity.Tabular;
  const fixed = Object.entries(TABLES).map(
    ([name, [parameters, columns]]) =>
      new Symbols.FunctionSymbol.$ctor15(name, parameters, `{ datatable(${columns})[] }`, tabular, null),
  );
  return [...fixed, fileProfile()];
}

/** `FileProfile` keeps the columns before it and adds those they lack. */
function fileProfile(): FunctionSymbol {
  const { Symbols } = library();
  const { Scalar, Tabular } = Symbols.ParameterTypeKind;
  const parameter = (name: string, kind: number, least: 0 | 1): Kusto.Language.Symbols.Parameter =>
    new Symbols.Parameter.ctor(
      name, kind, Symbols.ArgumentKind.Expression, null, null, false, null, least, 1, null, null,
    ); // prettier-ignore
  const result = ({ ArgumentTypes: types }: Context): TableSymbol => {
    const [before] = listed<TableSymbol>(types);
    const kept = listed<Kusto.Language.Symbols.ColumnSymbol>(before?.Columns);
    const names = new Set(kept.map(({ Name: name }) => name));
    const added = fileProfileColumns.filter(({ name }) => !names.has(name));
    return new Symbols.TableSymbol.ctor([
      ...kept,
      ...added.map(
        ({ name, type }) =>
          new Symbols.ColumnSymbol(name, Symbols.ScalarTypes.GetSymbol(type), null, null, null, null),
      ),
    ]);
  };
  return new Symbols.FunctionSymbol.ctor('FileProfile', result, Symbols.Tabularity.Tabular, [
    parameter('T', Tabular, 1),
    parameter('x', Scalar, 0),
    parameter('y', Scalar, 0),
  ]);
}

/** Where a call may name a column bare, as `invoke FileProfile(SHA1)`: the binder looks for a value of that name. */
export function columnNamePlaces(text: string): readonly { readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(INVOKED), ({ index, 0: call }) => ({
    start: index,
    end: index + call.length,
  }));
}
