import { VedetteError } from '@vedette/sdk';
import { catalog } from '../catalog/index.ts';
import type { Permission } from '../define.ts';
import { nearest } from '../nearest.ts';
import { ACTIONS } from './actions.ts';

/** Something the sign-in may or may not do. */
export interface Subject {
  readonly id: string;
  /** What is typed at the terminal. */
  readonly name: string;
  readonly permissions: readonly Permission[];
}

/** Every command that asks Defender, then every action that has no command yet. */
async function allSubjects(): Promise<Subject[]> {
  const commands = await Promise.all(
    Object.entries(catalog).map(async ([id, { words, load }]) => ({
      id,
      name: words.join(' '),
      permissions: (await load()).permissions,
    })),
  );
  const actions = ACTIONS.filter(({ id }) => !Object.hasOwn(catalog, id)).map(({ id, permissions }) => ({
    id,
    name: id.replace('.', ' '),
    permissions,
  }));
  return [...commands.filter(({ permissions }) => permissions.length > 0), ...actions];
}

/**
 * The subjects named by id (`incident.list`), path (`incident/list`) or words (`incident list`, also as two
 * arguments); all of them when none is named.
 *
 * @throws VedetteError MDE_INPUT for a name that is none.
 */
export async function findSubjects(wanted: readonly string[]): Promise<Subject[]> {
  const all = await allSubjects();
  if (wanted.length === 0) return all;
  const named = (text: string): Subject | undefined =>
    all.find(({ id, name }) => id === text.replace(/[/ ]/, '.') || name === text);
  const found: Subject[] = [];
  for (let at = 0; at < wanted.length; at++) {
    const word = wanted[at]!;
    const subject = named(word) ?? named(`${word} ${wanted[++at] ?? ''}`);
    if (!subject) {
      const meant = nearest(
        word.replace(/[/ ]/, '.'),
        all.map(({ id }) => id),
      );
      throw new VedetteError(
        'MDE_INPUT',
        `commands: there is no ${word}${meant ? `; did you mean ${meant}?` : ''}`,
        {
          advice: 'Name commands by their id, such as incident.list; see docs/commands.md.',
          facts: { argument: 'commands' },
        },
      );
    }
    found.push(subject);
  }
  return found;
}
