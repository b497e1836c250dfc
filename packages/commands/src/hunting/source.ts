import type { HuntOptions } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import type { Table } from '../table.ts';

/** What whoever answers a query gives: nothing is read before it is asked for. */
export type Answer = Pick<Table, 'columns' | 'batches' | 'chart'>;

/** Answers one query: the cloud, this machine, or both. */
export type Source = (query: string) => Promise<Answer>;

export interface SourceInput {
  readonly route?: HuntOptions['route'];
  readonly timespan?: string | undefined;
  readonly where?: 'cloud' | 'local' | 'both' | undefined;
  /** Of archive and mirror: leave damaged files unread, with a remark. */
  readonly skipDamaged?: boolean | undefined;
}

/** Who answers, by what the person asked for. */
export async function sourceOf(context: CommandContext, input: SourceInput): Promise<Source> {
  if (input.where === 'local') {
    const { localSource } = await import('../archive/local.ts');
    return localSource(context, input);
  }
  if (input.where === 'both') {
    const { bothSources } = await import('../archive/both.ts');
    return bothSources(context, input);
  }
  const { cloudSource } = await import('./cloud.ts');
  return cloudSource(context, input);
}
