import { columnsOf } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Named, Scalar } from '../../plan/scalar.ts';
import { FILE_PROFILES } from '../../schema/file-profile.ts';
import { joined, sql } from '../../sql/sql.ts';
import { placeOf, refuse } from '../refuse.ts';
import { scanOf } from '../relation.ts';
import { bindScalar } from '../scalar.ts';
import type { Scope } from '../scope.ts';
import type { Enrichment, FunctionCall } from './enrichment.ts';
import { argumentsOf, columnNamed } from './enrichment.ts';

const MOST_FILES = 1000n;
const USUAL_FILES = 100n;

/**
 * Adds what is known of the files of the first rows. What Microsoft knows of a file is not ours to have: the user gives it
 * as a table `FileProfiles`; without one the columns are null and the query warns.
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-fileprofile-function
 */
export const fileProfile: Enrichment = (call, input, scope) => {
  const columns = columnsOf(call.ResultType);
  const key = columnNamed(call, 'SHA1', input);
  const most = mostFiles(call, scope);
  const own = new Set(input.columns.map(({ name }) => name));
  const profiles = scanOf(FILE_PROFILES, scope);
  if (!profiles) {
    scope.query.warnings.push({
      code: 'KQL_NO_DATA',
      message: `FileProfile has nothing to look in, so its columns are null. Give its data as a table '${FILE_PROFILES}'.`,
      place: placeOf(call),
    });
    const values = columns.map(({ name, type }): Named => {
      const value: Scalar = own.has(name)
        ? { op: 'column', name, type }
        : { op: 'literal', type, value: null };
      return { name, value };
    });
    return { op: 'project', columns, serialized: input.serialized ?? false, input, values };
  }
  const identity = key.endsWith('SHA256') ? 'SHA256' : 'SHA1';
  const known = new Set(profiles.columns.map(({ name }) => name));
  const relation: Relation = {
    op: 'operator',
    label: `invoke FileProfile(${key}, ${most})`,
    columns,
    inputs: [input, profiles],
    place: placeOf(call),
    sql: ([rows, table], render) => {
      const [left, right, number] = ['t', 'p', 'n'].map((prefix) => render.fresh(prefix));
      const hash = render.column(identity);
      const list = columns.map(({ name, type }) => {
        const column = render.column(name);
        if (own.has(name)) return sql`${left!}.${column} AS ${column}`;
        if (!known.has(name)) return sql`${render.scalar({ op: 'literal', type, value: null })} AS ${column}`;
        const value = sql`${right!}.${column}`;
        return type === 'string' ? sql`coalesce(${value}, '') AS ${column}` : sql`${value} AS ${column}`;
      });
      const numbered = sql`SELECT *, row_number() OVER () AS ${number!} FROM (${rows!})`;
      const single = sql`SELECT * FROM (${table!}) WHERE ${hash} <> '' QUALIFY row_number() OVER (PARTITION BY lower(${hash})) = 1`;
      return sql`SELECT ${joined(list, ', ')} FROM (${numbered}) AS ${left!} LEFT JOIN (${single}) AS ${right!} ON lower(${right!}.${hash}) = lower(${left!}.${render.column(key)}) AND ${left!}.${number!} <= ${most}`;
    },
  };
  return relation;
};

function mostFiles(call: FunctionCall, scope: Scope): bigint {
  const [, argument] = argumentsOf(call);
  if (!argument) return USUAL_FILES;
  const most = bindScalar(argument, scope);
  if (most.op !== 'literal' || typeof most.value !== 'bigint' || most.value < 1n || most.value > MOST_FILES) {
    return refuse(argument, `FileProfile looks up 1 to ${MOST_FILES} files. Write the number as a literal.`);
  }
  return most.value;
}
