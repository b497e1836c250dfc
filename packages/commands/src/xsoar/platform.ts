import type { WarRoomArgument, WarRoomLine } from './war-room.ts';

/**
 * Arguments that the platform itself understands on every line, and what becomes of them here. `undefined`: it is
 * honoured.
 *
 * @see https://docs-cortex.paloaltonetworks.com/r/Cortex-XSOAR/6.13/Cortex-XSOAR-Administrator-Guide/Playbook-Tasks
 */
const PLATFORM_ARGUMENTS: Readonly<Record<string, string | undefined>> = {
  'raw-response': undefined,
  'ignore-outputs': undefined,
  using: 'choose the tenant with --profile',
  'using-brand': 'choose the tenant with --profile',
  'using-category': 'choose the tenant with --profile',
  'extend-context': 'take what you need from "raw" of --json',
  'execution-timeout': 'use timeout, where the command has it',
  'retry-count': 'what may be repeated is repeated anyway',
  'retry-interval': 'the service says how long to wait',
  'auto-extract': 'there are no indicators to extract into',
  'ignore-auto-extract': 'there are no indicators to extract into',
  append: 'there is no context to append to',
  'mark-as-note': 'there is no war room to keep it in',
  'mark-as-evidence': 'there is no war room to keep it in',
};

export interface PlatformWish {
  /** What the command itself is given. */
  readonly own: readonly WarRoomArgument[];
  /** Show the answer as it came instead of the table. */
  readonly rawResponse: boolean;
  /** Leave the context as it is. */
  readonly ignoreOutputs: boolean;
  /** What the person should know about arguments that have no effect here. */
  readonly notes: readonly string[];
}

/** Takes the platform's arguments off a line, unless the command has one of that name itself. */
export function takePlatformArguments(line: WarRoomLine, own: readonly string[]): PlatformWish {
  const isPlatform = ({ name }: WarRoomArgument): boolean =>
    name !== undefined && Object.hasOwn(PLATFORM_ARGUMENTS, name) && !own.includes(name);
  const platform = line.arguments.filter(isPlatform);
  const on = (name: string): boolean =>
    platform.some((piece) => piece.name === name && /^(true|yes)$/i.test(piece.value.trim()));
  return {
    own: line.arguments.filter((piece) => !isPlatform(piece)),
    rawResponse: on('raw-response'),
    ignoreOutputs: on('ignore-outputs'),
    notes: platform.flatMap(({ name = '' }) => {
      const instead = PLATFORM_ARGUMENTS[name];
      return instead === undefined ? [] : [`${name} has no effect here: ${instead}.`];
    }),
  };
}
