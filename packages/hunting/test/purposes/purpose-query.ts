import { PURPOSE_FAMILIES } from '../../src/purposes/families.ts';
import type { Purpose } from '../../src/purposes/purpose.ts';
import { purposeQuery, type PurposeAsk } from '../../src/purposes/query.ts';
import type { Selection } from '../../src/purposes/selection.ts';

export function purposeOf(family: string, purpose: string): Purpose {
  const found = PURPOSE_FAMILIES.find(({ id }) => id === family)?.purposes.find(({ id }) => id === purpose);
  if (!found) throw new Error(`there is no hunt ${family} ${purpose}`);
  return found;
}

/** The query of a hunt over the last hour, fifty rows of it. */
export function queryOf(
  family: string,
  purpose: string,
  select: Partial<Selection>,
  ask: Partial<PurposeAsk> = {},
): string {
  return purposeQuery(purposeOf(family, purpose), {
    selection: { match: 'any', exact: false, ...select },
    from: { minutesAgo: 60 },
    limit: 50,
    page: 1,
    ...ask,
  });
}
