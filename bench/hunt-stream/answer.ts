import { defenderSchema } from '@vedette/kql';

type Value = string | number | boolean | null | object;

/** Values as a busy tenant has them: long paths, some text that is not ASCII, some holes. */
function valueOf(name: string, type: string, row: number): Value {
  switch (type) {
    case 'datetime':
      return new Date(1_767_225_600_000 + row * 1_013)
        .toISOString()
        .replace('Z', `${row % 10_000}`.padStart(4, '0') + 'Z');
    case 'bool':
      return row % 3 === 0;
    case 'int':
    case 'long':
      return (row * 7_919) % 1_000_003;
    case 'dynamic':
      return { index: row, tags: ['a', 'b'] };
    default:
      if (row % 11 === 0) return '';
      if (/SHA256/.test(name)) return `${(row * 2_654_435_761).toString(16)}`.padStart(64, 'f');
      if (/CommandLine/.test(name))
        return `"C:\\Windows\\System32\\svchost.exe" -k netsvcs -p -s Schedule ${row % 997}`;
      if (/FolderPath/.test(name)) return `C:\\Users\\müller\\AppData\\Local\\Temp\\${row % 389}\\setup.exe`;
      return `${name.slice(0, 12)}-${row % 613}`;
  }
}

/** An answer of Graph with the first columns of a wide table, in pieces. */
export function* answerOf(rows: number, columns: number): Generator<string> {
  const table = (defenderSchema.get('DeviceProcessEvents') ?? []).slice(0, columns);
  const dotnet: Readonly<Record<string, string>> = {
    datetime: 'DateTime',
    bool: 'SByte',
    int: 'Int32',
    long: 'Int64',
    dynamic: 'Object',
  };
  const schema = table.map(({ name, type }) => ({ name, type: dotnet[type] ?? 'String' }));
  yield `{"@odata.context":"","schema":${JSON.stringify(schema)},"results":[`;
  let text = '';
  for (let row = 0; row < rows; row++) {
    const record = Object.fromEntries(table.map(({ name, type }) => [name, valueOf(name, type, row)]));
    text += (row === 0 ? '' : ',') + JSON.stringify(record);
    if (text.length < 262_144) continue;
    yield text;
    text = '';
  }
  yield `${text}]}`;
}
