import { findUser, type Directory, type User } from './directory.ts';
import { Refusal } from './refusal.ts';

/** @throws Refusal 50057, 53003, 50055, 50076 for what keeps a user from getting tokens. */
export function checkUser(user: User, mfaDone: boolean, resourceName: string): void {
  if (!user.enabled) throw new Refusal(50057);
  if (user.blocked) throw new Refusal(53003);
  if (user.passwordExpired) throw new Refusal(50055);
  if (user.mfaRequired && !mfaDone) throw new Refusal(50076, [resourceName]);
}

/** @throws Refusal 50034, 50126. */
export function checkPassword(directory: Directory, username: string, password: string): User {
  const user = findUser(directory, username);
  if (user === undefined) throw new Refusal(50034, [username]);
  if (user.password !== password) throw new Refusal(50126);
  return user;
}
