import type { SimRequest } from '../../../core/service.ts';

/** What somebody typed into a page. */
export interface TypedAccount {
  readonly username: string;
  readonly password: string;
  readonly userCode: string;
  /** Name of the button that was pressed. */
  readonly action: string;
}

/** Reads a page that was sent. Programs that fill in Microsoft's own pages know other names: they are understood too. */
export function readTypedAccount(request: SimRequest): TypedAccount {
  const fields = new URLSearchParams(request.body.toString('utf8'));
  const first = (...names: readonly string[]): string =>
    names.map((name) => fields.get(name)).find((value) => value !== null && value !== '') ?? '';
  return {
    username: first('username', 'loginfmt', 'login'),
    password: first('password', 'passwd'),
    userCode: first('user_code', 'otc'),
    action: first('action'),
  };
}
