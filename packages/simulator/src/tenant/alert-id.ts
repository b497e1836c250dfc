import { dotnetTicks, type Tick } from './tick.ts';

/** Prefixes by product, as the page of the Graph resource lists them. */
const PREFIXES: Readonly<Record<string, string>> = {
  microsoftDefenderForEndpoint: 'da',
  microsoftDefenderForOffice365: 'fa',
  microsoftDefenderForCloudApps: 'ca',
  microsoftDefenderForIdentity: 'aa',
  azureAdIdentityProtection: 'ad',
  microsoftAppGovernance: 'ma',
  dataLossPrevention: 'dl',
  microsoftDefenderForCloud: 'dc',
  microsoftSentinel: 'sn',
};

const PLACES = 16;
/** Odd, so that multiplying by it is undone by multiplying by its inverse: both modulo 2^32. */
const SCRAMBLE = 0x9e3779b1;
const UNSCRAMBLE = inverse(SCRAMBLE);

/**
 * An id that looks like the service's own (ticks, underscore, signed 32-bit number) and from which the
 * place of a grown alert can be read back, so that no table of ids has to be kept.
 */
export function alertIdOf(product: string, created: Tick, index: number, position: number): string {
  const number = Math.imul(index * PLACES + position, SCRAMBLE);
  return `${PREFIXES[product] ?? 'ra'}${dotnetTicks(created)}_${number}`;
}

export function alertPlaceOf(id: string): readonly [index: number, position: number] | undefined {
  const match = /^[a-z]{2}\d{18}_(-?\d{1,10})$/.exec(id);
  if (match === null) return undefined;
  const place = Math.imul(Number(match[1]), UNSCRAMBLE) >>> 0;
  return [Math.floor(place / PLACES), place % PLACES];
}

function inverse(odd: number): number {
  let result = odd;
  // Newton: each round doubles the number of right bits.
  for (let round = 0; round < 5; round += 1) result = Math.imul(result, 2 - Math.imul(odd, result));
  return result;
}
