import picocolors from 'picocolors';

/** Colours of one output stream. With colour off every function gives its text back. */
export type Paint = ReturnType<typeof picocolors.createColors>;

export function paintWith(colour: boolean): Paint {
  return picocolors.createColors(colour);
}

/**
 * Should this stream be coloured? The flag decides, then `NO_COLOR` and `FORCE_COLOR`, then whether a person
 * is looking.
 *
 * @see https://no-color.org
 * @see https://force-color.org
 */
export function wantsColour(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
  flag: boolean | undefined,
): boolean {
  if (flag !== undefined) return flag;
  if (environment['NO_COLOR']) return false;
  const force = environment['FORCE_COLOR'];
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false';
  return isTerminal && environment['TERM'] !== 'dumb';
}
