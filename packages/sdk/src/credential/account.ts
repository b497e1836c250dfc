import { decodeToken } from './token-claims.ts';
import type { TokenAnswer } from './token-answer.ts';

/** Who signed in. */
export interface Account {
  /** `<object id>.<tenant id>`, as Microsoft's libraries write a home account id. */
  readonly id: string;
  readonly username?: string | undefined;
  readonly name?: string | undefined;
  /** The tenant that answered, which `organizations` does not name. */
  readonly tenant?: string | undefined;
}

/** The id token names the person; some applications are given none, then the access token does. */
export function accountOf(answer: TokenAnswer): Account {
  const told = decodeToken(answer.idToken ?? '') ?? decodeToken(answer.token.token);
  const subject = told?.objectId ?? told?.user ?? 'unknown';
  return {
    id: `${subject}.${told?.tenant ?? 'unknown'}`,
    username: told?.user,
    name: told?.name,
    tenant: told?.tenant,
  };
}
