import { VedetteError } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import { nearest } from '../nearest.ts';
import { readArguments } from './arguments.ts';
import type { Entry } from './entry.ts';
import { takePlatformArguments } from './platform.ts';
import { parseWarRoom } from './war-room.ts';

/**
 * Runs one line of a war room, such as `!microsoft-365-defender-incidents-list status=Active limit=10`.
 *
 * @throws VedetteError MDE_INPUT for a line, a name or an argument that is not right; and what the command throws.
 */
export async function runXsoar(
  text: string,
  context: CommandContext,
): Promise<{ outputs: Record<string, unknown>; readable: string; raw: unknown }> {
  const line = parseWarRoom(text);
  // Loaded here, so that the other commands do not wait for it.
  const { XSOAR_COMMANDS } = await import('./names/index.ts');
  const command = XSOAR_COMMANDS.find(({ name }) => name === line.command);
  if (command === undefined) {
    throw unknown(
      line.command,
      XSOAR_COMMANDS.map(({ name }) => name),
    );
  }
  const wish = takePlatformArguments(
    line,
    command.arguments.map(({ name }) => name),
  );
  for (const note of wish.notes) context.note(note);
  const given = readArguments(command.name, command.arguments, wish.own);
  for (const { name, unused } of command.arguments) {
    if (unused !== undefined && given.has(name)) context.note(`${name} has no effect: ${unused}.`);
  }
  return finish(await command.run(context, given), wish);
}

function finish(
  entry: Entry,
  wish: { rawResponse: boolean; ignoreOutputs: boolean },
): { outputs: Record<string, unknown>; readable: string; raw: unknown } {
  const { rawResponse, ignoreOutputs } = wish;
  return {
    outputs: ignoreOutputs ? {} : { ...entry.outputs },
    readable: rawResponse ? `\`\`\`json\n${fence(entry.raw)}\n\`\`\`\n` : entry.readable,
    raw: entry.raw,
  };
}

/** JSON in which no text can close the code block round it. */
function fence(raw: unknown): string {
  return (JSON.stringify(raw, undefined, 2) ?? 'null').replaceAll('`', '\\u0060');
}

function unknown(name: string, names: readonly string[]): VedetteError {
  const close = nearest(name, names);
  return new VedetteError('MDE_INPUT', `There is no XSOAR command ${name} here`, {
    advice: close ? `Did you mean !${close}?` : `These are known: ${names.join(', ')}.`,
    facts: { command: name },
  });
}
