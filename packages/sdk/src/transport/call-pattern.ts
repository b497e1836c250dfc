import type { Audience } from '../credential/credential.ts';
import { pathOnly } from './errors.ts';
import type { ApiRequest } from './send.ts';

/** Which calls a row of a table speaks of. `*` stands for one path segment. */
export interface CallPattern {
  readonly audience: Audience;
  /** `*` for any method. */
  readonly method: string;
  readonly path: string;
}

/** The first row that speaks of this call; tables list the special before the general. */
export function rowFor<Row extends CallPattern>(
  table: readonly Row[],
  request: Pick<ApiRequest, 'audience' | 'method' | 'path'>,
): Row | undefined {
  const segments = segmentsOf(pathOnly(request.path));
  return table.find(
    (row) =>
      row.audience === request.audience &&
      (row.method === '*' || row.method === request.method) &&
      matches(segmentsOf(row.path), segments),
  );
}

/** A base URL may carry a prefix, and `/api` may be followed by a version, so a path is read from its end. */
function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  if (pattern.at(-1) === '**') {
    const head = pattern.slice(0, -1);
    return segments.some((_, at) => head.every((part, index) => part === segments[at + index]));
  }
  const tail = segments.slice(-pattern.length);
  return (
    tail.length === pattern.length &&
    pattern.every((part, index) => part === '*' || part.toLowerCase() === tail[index]?.toLowerCase())
  );
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && !/^v\d+(\.\d+)?$/.test(part));
}
