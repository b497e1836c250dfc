import { VedetteError } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import type { Source, SourceInput } from '../hunting/source.ts';

export async function bothSources(_context: CommandContext, _input: SourceInput): Promise<Source> {
  throw new VedetteError('MDE_INPUT', 'where: both is not there yet');
}
