import type * as z from 'zod';
import { nearest } from '../nearest.ts';
import { authSchema, configSchema, profileSchema } from './schema.ts';

/** One mistake in `vedette.yaml`: where it stands in the tree, and what to say about it. */
export interface Problem {
  readonly path: readonly PropertyKey[];
  readonly text: string;
  readonly advice: string;
}

/** Says what zod found in the words of the file: an unknown key comes with the one that was meant. */
export function problemsFrom(issues: readonly z.core.$ZodIssue[], raw: unknown): Problem[] {
  // A mistyped key also makes the right one missing: the typing mistake is the one to tell of.
  const typedFirst = issues.toSorted((a, b) => Number(isUnknownKey(b)) - Number(isUnknownKey(a)));
  return typedFirst.flatMap((issue): Problem[] => {
    const at = issue.path.length === 0 ? 'the file' : issue.path.map(String).join('.');
    if (issue.code === 'unrecognized_keys') {
      const allowed = keysAt(issue.path, raw);
      return issue.keys.map((key) => {
        const meant = nearest(key, allowed);
        return {
          path: [...issue.path, key],
          text: `${[...issue.path, key].map(String).join('.')}: there is no such key${meant ? `; did you mean "${meant}"?` : ''}`,
          advice: `Valid here: ${allowed.join(', ')}.`,
        };
      });
    }
    if (issue.code === 'invalid_union' && issue.path.at(-1) === 'flow') {
      const value = valueAt(raw, issue.path);
      const given = value === undefined ? undefined : JSON.stringify(value).replaceAll('"', '');
      const meant = nearest(given ?? '', FLOWS);
      const what = given === undefined ? 'is missing' : `there is no flow "${given}"`;
      return [
        {
          path: issue.path,
          text: `${at}: ${what}${given !== undefined && meant ? `; did you mean "${meant}"?` : ''}`,
          advice: `Give one of: ${FLOWS.join(', ')}.`,
        },
      ];
    }
    if (issue.code === 'invalid_key') {
      const [inner] = issue.issues;
      return [{ path: issue.path, text: `${at}: ${inner?.message ?? issue.message}`, advice: 'Rename it.' }];
    }
    const missing = valueAt(raw, issue.path) === undefined;
    return [
      {
        path: issue.path,
        text: missing ? `${at}: is missing` : `${at}: ${issue.message}`,
        advice: missing ? 'Add it.' : 'Correct it.',
      },
    ];
  });
}

function isUnknownKey(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'unrecognized_keys';
}

const FLOWS = authSchema.options.map((option) => String(option.shape.flow.def.values[0]));

/** The keys that may stand at a path of the file. */
function keysAt(path: readonly PropertyKey[], raw: unknown): string[] {
  const [, , field] = path;
  if (path.length === 0) return Object.keys(configSchema.shape);
  if (path.length === 2) return Object.keys(profileSchema.shape);
  if (field === 'hosts') return ['login', 'graph', 'endpoint', 'xdr'];
  if (field === 'scopes') return ['graph', 'endpoint', 'xdr'];
  if (path.length > 3) return ['env', 'file'];
  const flow = valueAt(raw, [...path, 'flow']);
  const option = authSchema.options.find((one) => one.shape.flow.def.values[0] === flow);
  return option ? Object.keys(option.shape) : ['flow'];
}

export function valueAt(tree: unknown, path: readonly PropertyKey[]): unknown {
  let node = tree;
  for (const key of path) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Record<PropertyKey, unknown>)[key];
  }
  return node;
}
