import type * as z from 'zod';
import type { Command } from './define.ts';

/** One input of a command as it is typed, explained and completed. */
export interface Flag {
  /** Name of the input: `assignedTo`. */
  readonly input: string;
  /** Without dashes: `assigned-to`. */
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'choice';
  /** Takes several values: by commas, or given several times. */
  readonly many: boolean;
  readonly choices?: readonly string[] | undefined;
  readonly required: boolean;
  readonly fallback?: unknown;
  /** Stands without a flag, at this place (0 first). */
  readonly position?: number | undefined;
  readonly description: string;
}

/** The flags of a command, derived from its schema; positional inputs may be given as flags too. */
export function flagsOf(command: Pick<Command, 'input' | 'positional'>): Flag[] {
  const positional: readonly string[] = command.positional ?? [];
  return Object.entries(command.input.shape).map(([input, schema]) => {
    const found = unwrap(schema as Schema);
    const position = positional.indexOf(input);
    return {
      input,
      name: kebab(input),
      kind: found.kind,
      many: found.many,
      choices: found.choices,
      required: !found.optional,
      fallback: found.fallback,
      position: position < 0 ? undefined : position,
      description: found.description ?? '',
    };
  });
}

export function kebab(camel: string): string {
  return camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

type Schema = z.core.$ZodType;

interface Unwrapped {
  kind: Flag['kind'];
  many: boolean;
  choices?: readonly string[] | undefined;
  optional: boolean;
  fallback?: unknown;
  description?: string | undefined;
}

/** Looks through what zod wraps round a type: optional, default, null, refinements. */
function unwrap(schema: Schema): Unwrapped {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const description = (schema as z.ZodType).description;
  if (def.type === 'optional' || def.type === 'default') {
    const inner = unwrap(def.innerType);
    const fallback = def.type === 'default' ? def.defaultValue : inner.fallback;
    return { ...inner, optional: true, fallback, description: description ?? inner.description };
  }
  if (def.type === 'array') return { ...unwrap(def.element), many: true, description };
  const plain = { many: false, optional: false, description };
  if (def.type === 'enum') {
    return { ...plain, kind: 'choice', choices: Object.values(def.entries).map(String) };
  }
  if (def.type === 'string') return { ...plain, kind: 'text' };
  if (def.type === 'boolean' || def.type === 'number') return { ...plain, kind: def.type };
  throw new TypeError(`an input of type ${def.type} has no form at the terminal`);
}
