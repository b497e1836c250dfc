import { VedetteError } from '@vedette/sdk';
import type { Command, Person } from '@vedette/commands';

/**
 * Asks before a destructive command does its work. `--yes` answers, a dry run needs no answer, and where nobody
 * can be asked the command is refused.
 *
 * @throws VedetteError MDE_CONFIRM
 */
export async function confirmDestructive(
  command: Pick<Command, 'effect' | 'summary'>,
  typed: string,
  choices: { yes: boolean; dryRun: boolean },
  person: Person | undefined,
): Promise<void> {
  if (command.effect !== 'destructive' || choices.yes || choices.dryRun) return;
  if (!person)
    throw new VedetteError(
      'MDE_CONFIRM',
      `${command.summary}: this needs a yes, and there is nobody to ask`,
      {
        advice: 'Add --yes, or --dry-run to see what would be sent.',
      },
    );
  if (!(await person.confirm(`${command.summary}: ${typed}\nDo it?`)))
    throw new VedetteError('MDE_CONFIRM', 'Not confirmed, so nothing was done');
}
