import { className } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Scalar } from '../../plan/scalar.ts';
import { RowsNeeded } from '../../rows-needed.ts';
import { elementAs } from '../../sql/json.ts';
import { joined, sql } from '../../sql/sql.ts';
import type { Column, KqlType } from '../../type.ts';
import { givenName } from '../operators/named.ts';
import { refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { Plugin, PluginCall } from './plugin.ts';

interface Unpacking {
  readonly bag: Scalar;
  /** The name of the column that is unpacked; it is not in the result. */
  readonly bagColumn: string | undefined;
  readonly prefix: string;
  readonly conflict: string;
  readonly ignored: ReadonlySet<string>;
}

/** @see https://learn.microsoft.com/kusto/query/bag-unpack-plugin */
export const bagUnpack: Plugin = (input, call) => {
  const how = unpackingOf(call);
  if (!call.schema)
    throw new RowsNeeded(membersOf(input, how, call), call.schemaPlace, schemaOf(input, how, call));
  const source = new Set(input.columns.map(({ name }) => name).filter((name) => name !== how.bagColumn));
  return {
    op: 'operator',
    label: 'evaluate bag_unpack',
    columns: call.columns,
    serialized: input.serialized ?? false,
    inputs: [input],
    place: call.place,
    sql: ([rows], render) => {
      const bag = render.fresh('bag');
      const out = call.columns.map(({ name, type }) => {
        const column = render.column(name);
        const inBag = name.startsWith(how.prefix);
        if (source.has(name) && !(how.conflict === 'replace_source' && inBag)) return column;
        if (!inBag) return sql`${render.scalar({ op: 'literal', type, value: null })} AS ${column}`;
        const key = name.slice(how.prefix.length);
        const member = sql`json_extract(${bag}, ${`/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`})`;
        return sql`${elementAs(member, type)} AS ${column}`;
      });
      return sql`SELECT ${joined(out, ', ')} FROM (SELECT *, ${render.scalar(how.bag)} AS ${bag} FROM (${rows!}))`;
    },
  };
};

function unpackingOf({ node, arguments: given, scope }: PluginCall): Unpacking {
  const [bag] = given;
  if (!bag) refuse(node, 'bag_unpack needs the column to unpack.');
  const named = new Map(
    given.slice(1).map((argument, index) => [givenName(argument) ?? NAMES[index], argument]),
  );
  const literal = (name: string): string | undefined => {
    const argument = named.get(name);
    if (!argument) return undefined;
    const value = bindScalar(argument, scope);
    if (value.op !== 'literal')
      refuse(argument, 'This must be a literal: a value that stands in the query itself.');
    return value.value === null ? undefined : String(value.value);
  };
  return {
    bag: bindScalar(bag, scope),
    bagColumn: columnName(bag),
    prefix: literal('OutputColumnPrefix') ?? '',
    conflict: literal('columnsConflict') ?? 'error',
    ignored: new Set(JSON.parse(literal('ignoredProperties') ?? '[]') as string[]),
  };
}

const NAMES = ['OutputColumnPrefix', 'columnsConflict', 'ignoredProperties'];

function columnName(bag: Expression): string | undefined {
  if (className(bag) !== 'NameReference') return undefined;
  return (bag as Kusto.Language.Syntax.NameReference).SimpleName ?? undefined;
}

/** The members of all bags, with the types they come in. */
function membersOf(input: Relation, { bag }: Unpacking, { place }: PluginCall): Relation {
  return {
    op: 'operator',
    label: 'members of the bags',
    columns: [
      { name: 'name', type: 'string' },
      { name: 'type', type: 'string' },
    ],
    inputs: [input],
    place,
    sql: ([rows], render) => {
      const bags = sql`SELECT ${render.scalar(bag)} AS bag FROM (${rows!})`;
      const pairs = sql`list_zip(json_keys(bag), json_extract(bag, '$.*'))`;
      const members = sql`SELECT unnest(list_transform(${pairs}, lambda m: [m[1], json_type(m[2])])) AS member FROM (${bags}) WHERE json_type(bag) = 'OBJECT'`;
      return sql`SELECT DISTINCT member[1] AS name, member[2] AS type FROM (${members})`;
    },
  };
}

const TYPES: Readonly<Record<string, KqlType>> = {
  BIGINT: 'long',
  UBIGINT: 'long',
  DOUBLE: 'real',
  BOOLEAN: 'bool',
  VARCHAR: 'string',
};

/** The columns: those of the input, then the members by name; of one type if all values of a member have it. */
function schemaOf(input: Relation, how: Unpacking, { node }: PluginCall): RowsNeeded['columns'] {
  return (rows) => {
    const found = new Map<string, Set<KqlType>>();
    for (const [name, type] of rows) {
      const key = name as string;
      if (how.ignored.has(key)) continue;
      if (how.prefix + key === '') {
        refuse(
          node,
          'A bag has a member without a name, and no column can be called so. Give the new columns a prefix.',
        );
      }
      const types = found.get(key) ?? new Set();
      found.set(key, types);
      if (type !== 'NULL') types.add(TYPES[type as string] ?? 'dynamic');
    }
    const made = new Map(
      [...found].map(([name, types]) => {
        const [only = 'dynamic'] = types.size === 1 ? types : [];
        return [how.prefix + name, only] as const;
      }),
    );
    const source = input.columns.filter(({ name }) => name !== how.bagColumn);
    const both = source.filter(({ name }) => made.has(name));
    if (how.conflict === 'error' && both.length > 0) {
      refuse(
        node,
        `bag_unpack gives a second column '${both[0]?.name}'. Give the new ones a prefix, or write columnsConflict = 'replace_source' or 'keep_source'.`,
        'KQL_COLUMN_CONFLICT',
      );
    }
    if (how.conflict === 'keep_source') for (const { name, type } of both) made.set(name, type);
    const members = [...made].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      ...source.filter(({ name }) => !made.has(name)),
      ...members.map(([name, type]): Column => ({ name, type })),
    ];
  };
}
