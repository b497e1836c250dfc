import { flagsOf, kebab } from '@vedette/commands';
import type { Command } from '@vedette/commands';
import { plainText } from '../render/value.ts';
import type { Flag } from './flag.ts';

function placeholderOf({ name, kind, choices }: ReturnType<typeof flagsOf>[number]): string {
  if (choices) return 'WORD';
  if (/(?:file|certificate|output)$/.test(name)) return 'FILE';
  return kind === 'number' ? 'N' : 'TEXT';
}

export interface CommandFlags {
  /** What stands without a flag, in order. */
  readonly positional: readonly Flag[];
  /** All of them: what stands without a flag may be given as one too. */
  readonly all: readonly Flag[];
}

/** The flags of a command in the form in which this binary reads, explains and completes flags. */
export function flagsOfCommand(command: Command): CommandFlags {
  const own = flagsOf(command).map((one) => ({
    position: one.position,
    flag: {
      name: one.name,
      alias: one.input,
      takes: one.kind === 'boolean' ? 'nothing' : one.kind === 'number' ? 'number' : 'text',
      many: one.many,
      negatable: one.kind === 'boolean',
      placeholder: placeholderOf(one),
      values: one.choices?.map((choice) => kebab(choice)),
      fallback: one.fallback === false ? undefined : plainText(one.fallback) || undefined,
      required: one.required,
      describe: one.description,
    } satisfies Flag as Flag,
  }));
  return {
    positional: own
      .filter(({ position }) => position !== undefined)
      .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0))
      .map(({ flag }) => flag),
    all: own.map(({ flag }) => flag),
  };
}
