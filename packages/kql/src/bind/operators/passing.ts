import type { Project, Relation } from '../../plan/relation.ts';

/** Some columns of a table as they are, each under the name it is to have. */
export function passing(
  input: Relation,
  names: readonly { readonly name: string; readonly from: string }[],
): Project {
  const types = new Map(input.columns.map(({ name, type }) => [name, type]));
  const values = names.flatMap(({ name, from }) => {
    const type = types.get(from);
    return type ? [{ name, value: { op: 'column', name: from, type } as const }] : [];
  });
  return {
    op: 'project',
    columns: values.map(({ name, value }) => ({ name, type: value.type })),
    serialized: input.serialized ?? false,
    input,
    values,
  };
}
