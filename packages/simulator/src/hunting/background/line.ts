import { OWNERS, type Owner, type Program } from './program.ts';

export type Field = string | number | boolean | null;

/** One template: what a row that follows it says, and how often it is followed. */
export interface Line {
  readonly kinds: readonly string[];
  readonly weight: number;
  readonly fields: Readonly<Record<string, Field>>;
}

/** Templates are picked by one of so many places; a template of weight w has w/total of them. */
export const PLACES = 1024;

const VARIABLE = /\{(n|hex|guid|user)\}/;
const VARIABLES = ['', 'n', 'hex', 'guid', 'user'];

/** A text with at most one part that differs from row to row, as the fields `x_1`, `x_v` and `x_2`. */
export function varied(name: string, text: string): Record<string, Field> {
  const found = VARIABLE.exec(text);
  if (found === null) return { [`${name}_1`]: text, [`${name}_v`]: 0, [`${name}_2`]: '' };
  return {
    [`${name}_1`]: text.slice(0, found.index),
    [`${name}_v`]: VARIABLES.indexOf(found[1] ?? ''),
    [`${name}_2`]: text.slice(found.index + found[0].length),
  };
}

/** The SQL that puts such a text together again. */
export function variedSql(name: string): string {
  return `CASE l.${name}_v WHEN 0 THEN l.${name}_1 ELSE l.${name}_1 || CASE l.${name}_v
    WHEN 1 THEN ((b.g >> 12) % 9973)::VARCHAR WHEN 2 THEN lower(hex(b.g & 4294967295))
    WHEN 3 THEN ${guidSql('b.h', 'b.g')} ELSE s.account END || l.${name}_2 END`;
}

/** A GUID from two hashes. */
export function guidSql(first: string, second: string): string {
  const part = (hash: string, shift: number, digits: number): string =>
    `lpad(lower(hex((${hash} >> ${shift}) & ${16 ** digits - 1})), ${digits}, '0')`;
  return `(${part(first, 8, 8)} || '-' || ${part(first, 40, 4)} || '-4' || ${part(second, 3, 3)} || '-a' || ${part(second, 15, 3)} || '-' || ${part(second, 16, 8)} || ${part(first, 44, 4)})`;
}

const MOST_PARENTS = 97;

/** Fields of a file and its process, named after a prefix. */
export function programFields(prefix: string, program: Program | undefined): Record<string, Field> {
  return {
    [`${prefix}_name`]: program?.name ?? null,
    [`${prefix}_no`]: program === undefined ? 0 : Number.parseInt(program.md5.slice(0, 6), 16) % MOST_PARENTS,
    [`${prefix}_path`]: program?.path ?? null,
    [`${prefix}_company`]: program?.company ?? null,
    [`${prefix}_product`]: program?.product ?? null,
    [`${prefix}_description`]: program?.description ?? null,
    [`${prefix}_version`]: program?.version ?? null,
    [`${prefix}_size`]: program?.size ?? null,
    [`${prefix}_sha1`]: program?.sha1 ?? null,
    [`${prefix}_sha256`]: program?.sha256 ?? null,
    [`${prefix}_md5`]: program?.md5 ?? null,
    [`${prefix}_command`]: program?.commandLine ?? null,
    [`${prefix}_owner`]: program?.owner ?? null,
    [`${prefix}_ownerNo`]: program === undefined ? null : OWNERS.indexOf(program.owner),
    [`${prefix}_integrity`]: program === undefined ? null : integrityOf(program.owner),
    [`${prefix}_elevation`]: program === undefined ? null : elevationOf(program.owner),
    [`${prefix}_parent`]: program?.parent ?? null,
    [`${prefix}_signer`]: program?.company.startsWith('Microsoft') === true ? 'OsVendor' : 'Other',
  };
}

export function integrityOf(owner: Owner): string {
  return owner === 'user' ? 'Medium' : 'System';
}

export function elevationOf(owner: Owner): string {
  return owner === 'user' ? 'TokenElevationTypeLimited' : 'TokenElevationTypeDefault';
}

/** Which places each template has, by the kind of machine or person it is for. */
export function placesOf(
  lines: readonly Line[],
  kinds: readonly string[],
): { kindNo: number; line: number; first: number; end: number }[] {
  return kinds.flatMap((kind, kindNo) => {
    const own = lines.map((line, index) => ({ line, index })).filter(({ line }) => line.kinds.includes(kind));
    const total = own.reduce((sum, { line }) => sum + line.weight, 0);
    let weight = 0;
    return own.map(({ line, index }) => {
      const first = Math.round((weight / total) * PLACES);
      weight += line.weight;
      return { kindNo, line: index, first, end: Math.round((weight / total) * PLACES) };
    });
  });
}
