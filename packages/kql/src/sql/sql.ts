/**
 * A piece of SQL. There is no way to make one out of a string of the query: `sql` quotes every string put into it, and
 * names go through `identifier`. So a literal can never become SQL.
 */
export class Sql {
  readonly text: string;
  // Made in this file only.
  private constructor(text: string) {
    this.text = text;
  }

  static #make = (text: string): Sql => new Sql(text);

  static template(strings: readonly string[], values: readonly SqlPart[]): Sql {
    let text = strings[0] ?? '';
    values.forEach((value, index) => {
      text += part(value) + (strings[index + 1] ?? '');
    });
    return Sql.#make(text);
  }
}

/** A string becomes a text literal, a number a DOUBLE, a bigint an integer, a list is put behind commas. */
export type SqlPart = Sql | string | number | bigint | boolean | null | readonly SqlPart[];

/** Writes SQL: sql`lower(${column}) = ${'text of the query'}`. */
export function sql(strings: TemplateStringsArray, ...values: SqlPart[]): Sql {
  return Sql.template(strings, values);
}

/** A quoted name. */
export function identifier(name: string): Sql {
  return Sql.template([`"${name.replaceAll('"', '""').replaceAll('\0', '\u{FFFD}')}"`], []);
}

/** Pieces one after the other, with SQL between them. */
export function joined(
  parts: readonly SqlPart[],
  separator: ', ' | ' AND ' | ' OR ' | ' || ' | ' UNION ALL ' | ' + ' | ' ',
): Sql {
  return Sql.template(['', ...parts.map((_, index) => (index < parts.length - 1 ? separator : ''))], parts);
}

function part(value: SqlPart): string {
  if (value instanceof Sql) return value.text;
  if (value === null) return 'NULL';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'bigint') return value < 0n ? `(${value})` : String(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return real(value);
  return value.map(part).join(', ');
}

function text(value: string): string {
  const quoted = `'${value.replaceAll("'", "''").toWellFormed()}'`;
  // A NUL would end the statement on its way into DuckDB.
  return quoted.includes('\0') ? `(${quoted.replaceAll('\0', `' || chr(0) || '`)})` : quoted;
}

function real(value: number): string {
  if (Number.isNaN(value)) return "'NaN'::DOUBLE";
  if (!Number.isFinite(value)) return value > 0 ? "'Infinity'::DOUBLE" : "'-Infinity'::DOUBLE";
  return `${value < 0 || Object.is(value, -0) ? `(-${Math.abs(value).toExponential()})` : value.toExponential()}::DOUBLE`;
}
