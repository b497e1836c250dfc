import { fail, ok, warn, type Check } from '../finding.ts';

/** Entra allows five minutes; a signed assertion is refused well before the person notices anything. */
const FAR_MS = 300_000;
const NEAR_MS = 60_000;

/** Does this machine's clock agree with the one of the login service? */
export const clock: Check = ({ serverTime, now }) => {
  if (serverTime === undefined) return [];
  const skew = now - serverTime;
  const size = Math.abs(skew);
  const seconds = Math.round(size / 1000);
  if (size < NEAR_MS) return [ok('clock', `Within ${seconds} s of the login service`)];
  const detail = `The clock of this machine is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} the login service`;
  const advice = 'Let the clock be set by NTP; tokens and certificate sign-ins depend on it.';
  return [size < FAR_MS ? warn('clock', detail, advice) : fail('clock', detail, advice)];
};
