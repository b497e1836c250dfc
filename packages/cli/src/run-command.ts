import { contextOf, inputFromWords, isLines, isTable } from '@vedette/commands';
import type { Command } from '@vedette/commands';
import { openCommandContext } from './command-context.ts';
import type { Entry } from './entries.ts';
import { confirmDestructive } from './person/confirm.ts';
import { formatOf } from './render/format.ts';
import { writeJson } from './render/json.ts';
import { writeOne, writeRows, writeFound } from './render/result.ts';
import { writeTable } from './render/answer.ts';
import type { Row } from './render/value.ts';
import type { Session } from './session.ts';
import { flagsOfCommand } from './words/command-flags.ts';
import type { FlagValue } from './words/flag.ts';
import { GLOBAL_FLAGS } from './words/global-flags.ts';
import { takeGlobals } from './words/locate.ts';
import type { Located } from './words/locate.ts';

/** Runs one command of the catalogue and writes its result. Every mistake in the words is found before it runs. */
export async function runCommand(
  load: () => Promise<Command>,
  located: Located<Entry>,
  session: Session,
): Promise<void> {
  const { path } = located;
  const command = await load();
  const help = `vedette ${path.join(' ')} --help`;
  const own = flagsOfCommand(command).all;
  // A global flag before the command that is one of its own flags, too, is meant for it: `--tenant T login`.
  const { mine, others } = Object.groupBy(Object.entries(located.flags), ([name]) =>
    own.some((flag) => flag.name === name) ? 'mine' : 'others',
  );
  const { flags: more, rest: after } = takeGlobals(located.rest, GLOBAL_FLAGS, own, help);
  const flags: Record<string, FlagValue> = { ...Object.fromEntries(others ?? []), ...more };
  const rest = [...(mine ?? []).map(([name, value]) => `--${name}=${String(value)}`), ...after];
  const format = formatOf(flags);
  const query = flags['query'] as string | undefined;
  const search = query === undefined ? undefined : await querying(query);
  const input = inputFromWords(command, rest);

  const context = await openCommandContext(flags, located.entry?.profile ?? 'required', session);
  try {
    const choices = { yes: flags['yes'] === true, dryRun: context.dryRun };
    await confirmDestructive(command, ['vedette', ...path, ...rest].join(' '), choices, context.person);
    const running = command.run(context, input);
    const result = running instanceof Promise ? await running : running;
    const table = isTable(result) ? result : undefined;
    const record = running instanceof Promise && !table && !isLines(result) ? (result as Row) : undefined;
    const judged =
      command.verdict && !record ? await Array.fromAsync(result as AsyncIterable<Row>) : undefined;
    const rows = record ? undefined : (judged ?? (result as AsyncIterable<Row>));
    const { terminal } = session;
    const note = (text: string): void => session.note(text);
    if (format === 'context') {
      const whole = rows ? await Array.fromAsync(rows) : record;
      await writeJson(await contextOf(command.id, whole), terminal);
    } else if (search) {
      const whole = rows ? await Array.fromAsync(rows) : record;
      await writeFound(search(whole), format, terminal, note);
    } else if (table) {
      await writeTable(table, format, terminal, note, () => session.progress.clear());
    } else if (rows) {
      const { digest } = command;
      const shown =
        digest && format === 'people' ? digest(await Array.fromAsync(rows), input) : clearing(rows, session);
      session.progress.clear();
      // What goes on until it is stopped is shown as it comes.
      const live = command.output === 'record' || isLines(result);
      const form = format === 'json' && isLines(result) ? 'ndjson' : format;
      await writeRows(shown, command.columns, form, terminal, note, live);
    } else if (record) {
      session.progress.clear();
      // A dry run gives its plan in place of the record, and the plan has columns of its own.
      await writeOne(record, record['dryRun'] === true ? [] : command.columns, format, terminal, note);
    }
    const failure = command.verdict?.(judged ?? (record ? [record] : []), input);
    if (failure) throw failure;
  } finally {
    await context.close();
  }
}

async function querying(expression: string): Promise<(value: unknown) => unknown> {
  const { checkQuery, search } = await import('./render/query.ts');
  checkQuery(expression);
  return (value) => search(value, expression);
}

/** The progress line must be gone before a row is written over it. */
async function* clearing(rows: AsyncIterable<Row> | Iterable<Row>, session: Session): AsyncGenerator<Row> {
  for await (const row of rows) {
    session.progress.clear();
    yield row;
  }
}
