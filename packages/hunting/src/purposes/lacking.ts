import type { Need, Purpose } from './purpose.ts';
import { deviceConditions, fileConditions, givenFileSelectors, type Selection } from './selection.ts';

/** Kinds of input that a hunt still needs. */
export type Lacking = 'selector' | 'device' | 'file' | 'user' | 'command-line';

/** What must be given before the hunt can run, as a person would put it; empty when all is there. */
export function lacking(purpose: Purpose, selection: Selection): Lacking[] {
  const device = deviceConditions(selection).length > 0;
  const file = fileConditions(selection, purpose.files).length > 0;
  const missing: Readonly<Record<Need, readonly (Lacking | false)[]>> = {
    nothing: [],
    selector: [!device && !file && 'selector'],
    device: [!device && 'device'],
    'file-and-device': [!file && 'file', !device && 'device'],
    user: [(selection.users ?? []).length === 0 && 'user'],
    'command-line': [(selection.commandLine ?? '') === '' && 'command-line', !device && !file && 'selector'],
  };
  return missing[purpose.needs].filter((one) => one !== false);
}

/** Selectors that were given and that the tables of this hunt have no column for. */
export function unusable(purpose: Purpose, selection: Selection): (keyof Selection)[] {
  return [
    ...(purpose.files === 'none' ? givenFileSelectors(selection) : []),
    ...(purpose.needs !== 'user' && (selection.users ?? []).length > 0 ? (['users'] as const) : []),
    ...(purpose.needs !== 'command-line' && (selection.commandLine ?? '') !== ''
      ? (['commandLine'] as const)
      : []),
    ...(purpose.id !== 'smb-connections' && selection.moreAddressesThan !== undefined
      ? (['moreAddressesThan'] as const)
      : []),
  ];
}
