import type { CommandContext } from '../context.ts';
import type { Effect } from '../define.ts';
import type { Argument, Given } from './arguments.ts';
import type { Entry } from './entry.ts';

/** One XSOAR command as Vedette answers to it. */
export interface XsoarCommand {
  /** As it is typed after the exclamation mark; also the name of its file. */
  readonly name: string;
  readonly integration:
    'Microsoft 365 Defender' | 'Microsoft Defender for Endpoint' | 'Microsoft Graph Security';
  readonly summary: string;
  readonly effect: Effect;
  /** Vedette's own commands for the same job, for people who move on. */
  readonly now: readonly string[];
  readonly arguments: readonly Argument[];
  readonly run: (context: CommandContext, given: Given) => Promise<Entry>;
}
