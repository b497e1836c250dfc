import type { CommandContext } from '../context.ts';
import { remark, type Entry } from './entry.ts';
import { escapeMarkdown } from './table.ts';

/** Forgets what the profile signed in with. Nothing is sent. */
export async function forget(context: CommandContext, next: string): Promise<Entry> {
  const { name } = context.profile;
  if (context.dryRun) return remark('Dry run: nothing was forgotten.');
  await (await context.credential()).drop();
  return remark(`The tokens of profile ${escapeMarkdown(name)} are forgotten. ${next}`);
}
