import { requireProof, type AuthenticatedClient } from '../client-authentication.ts';
import { Refusal } from '../refusal.ts';
import { signInTime, type DeviceCode, type Realm, type TokenRequest } from '../realm.ts';
import { userAnswer, type TokenAnswer } from '../token-answer.ts';
import { checkUser } from '../user-state.ts';
import { userTarget } from './user-target.ts';

/** Polls are never timed to the millisecond. */
const TOLERANCE_MS = 1000;

/** Thrown for `slow_down`, which RFC 8628 section 3.5 defines and which has no AADSTS code. */
export class SlowDown extends Error {}

/** @throws Refusal 900144, 70016, 70018, 70019, 65004, 70000; SlowDown. */
export async function grantDeviceCode(
  realm: Realm,
  token: TokenRequest,
  client: AuthenticatedClient,
): Promise<TokenAnswer> {
  requireProof(client);
  // The cloud takes `code` for `device_code`, and clients rely on it.
  const value = token.form.get('device_code') ?? token.form.get('code');
  if (value === null || value === '') throw new Refusal(900144, ['device_code']);
  const device = realm.devices.get(value);
  if (device === undefined || device.app !== client.app) throw new Refusal(70018);
  strike(realm);
  poll(realm, device);
  if (device.user === undefined) throw new Refusal(70016);
  const { target, scope } = userTarget(realm, token, device.scope);
  checkUser(device.user, true, target.resource.name);
  // What was asked for at the start decides whether there is a refresh token and an id token.
  const started = new Set(device.scope.split(/\s+/));
  const oidc = new Set([
    ...target.oidc,
    ...['openid', 'profile', 'offline_access'].filter((name) => started.has(name)),
  ]);
  const answer = await userAnswer(realm, token, {
    app: client.app,
    proof: client.proof,
    user: device.user,
    target: { ...target, oidc },
    scope,
    mfa: true,
  });
  device.status = 'redeemed';
  return answer;
}

function strike({ faults }: Realm): void {
  if (faults.take('device-slow-down') !== undefined) throw new SlowDown('slow_down');
  if (faults.take('device-pending') !== undefined) throw new Refusal(70016);
  if (faults.take('device-declined') !== undefined) throw declined();
  if (faults.take('device-expired') !== undefined) throw new Refusal(70019);
}

function poll(realm: Realm, device: DeviceCode): void {
  const now = signInTime(realm);
  const last = device.lastPoll;
  device.lastPoll = now;
  if (device.status === 'redeemed') throw new Refusal(70000);
  if (device.status === 'declined') throw declined();
  if (now >= device.expiresAt) throw new Refusal(70019);
  if (device.status === 'approved') return;
  // Between two polls on a held clock no time passes at all; that is not the caller's haste.
  const hasty = last !== undefined && now - last < device.intervalSeconds * 1000 - TOLERANCE_MS;
  if (hasty && !realm.clock.held) throw new SlowDown('slow_down');
  throw new Refusal(70016);
}

function declined(): Refusal {
  return new Refusal(65004, [], { error: 'authorization_declined' });
}
