/**
 * The Cortex XSOAR context of what one of Vedette's own commands gave. Incidents and alerts have the shape of
 * Microsoft Graph, so they stand where the integration "Microsoft Graph Security" puts them: the same records
 * give the same context by either name. Everything else stands under `Vedette`.
 *
 * @param result a record, or the list of all rows.
 */
export async function contextOf(commandId: string, result: unknown): Promise<Record<string, unknown>> {
  const mapped = isPlan(result) ? undefined : await mappedBy(commandId, result);
  if (mapped) return mapped;
  const path = commandId.split('.').map((words) => words.split('-').map(capital).join(''));
  return { [['Vedette', ...path].join('.')]: result };
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** A dry run gives a plan, which is no incident. */
function isPlan(result: unknown): boolean {
  return (result as { dryRun?: unknown } | null | undefined)?.dryRun === true;
}

async function mappedBy(commandId: string, result: unknown): Promise<Record<string, unknown> | undefined> {
  const [noun, verb] = commandId.split('.');
  // Loaded here, so that the other forms of output do not wait for it.
  if (noun === 'incident') {
    const { incidentContext } = await import('./graph-incident.ts');
    return incidentContext(result);
  }
  if (noun !== 'alert') return undefined;
  const { alertContext, commentContext } = await import('./alert.ts');
  if (verb !== 'comment') return alertContext(result);
  const { id, comments } = result as { id?: unknown; comments?: readonly unknown[] };
  return commentContext(id, comments ?? []);
}
