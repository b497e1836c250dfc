import { readFile } from 'node:fs/promises';
import { VedetteError } from '@vedette/sdk';
import { isNode, LineCounter, parseDocument, type Document } from 'yaml';
import type * as z from 'zod';

export interface YamlFile<T> {
  readonly value: T;
  /** 1-based line of what stands at a path, or of its nearest ancestor. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

/** Reads a file of YAML in the given shape. @throws VedetteError MDE_INPUT with the line */
export async function readYaml<S extends z.ZodType>(file: string, shape: S): Promise<YamlFile<z.output<S>>> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VedetteError('MDE_INPUT', `The file ${file} cannot be read.`, { cause, facts: { file } });
  });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const broken = document.errors[0];
  if (broken)
    throw fileProblem(
      file,
      lines.linePos(broken.pos[0]).line,
      broken.message.split('\n')[0] ?? 'is not YAML',
    );
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw fileProblem(file, 1, 'its aliases expand without end', cause);
  }
  const lineOf = (path: readonly PropertyKey[]): number => lines.linePos(offsetOf(document, path)).line;
  const parsed = shape.safeParse(raw);
  if (parsed.success) return { value: parsed.data, lineOf };
  const [issue] = parsed.error.issues;
  const path = issue?.path ?? [];
  const said =
    issue?.code === 'unrecognized_keys' ? `there is no field ${issue.keys.join(', ')} here` : issue?.message;
  throw fileProblem(
    file,
    lineOf(path),
    `${path.length > 0 ? `${path.join('.')}: ` : ''}${said ?? 'is not valid'}`,
  );
}

export function fileProblem(file: string, line: number, reason: string, cause?: unknown): VedetteError {
  return new VedetteError('MDE_INPUT', `${file}, line ${line}: ${reason}`, {
    advice: 'Correct the file. What a hunt looks like: docs/archive.md',
    cause,
    facts: { file, line },
  });
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
