import type { Account, FileFacts } from './model.ts';
import type { Json } from './recorded.ts';

/** Columns of an account, as both native APIs have them in their flat evidence. */
export function accountOf(account: Account): Json {
  return {
    accountName: account.account,
    domainName: account.domain,
    userSid: account.sid,
    aadUserId: account.directoryId,
    userPrincipalName: account.principal,
  };
}

/** Columns of a file, likewise. */
export function fileOf(file: FileFacts): Json {
  return { sha1: file.sha1, sha256: file.sha256, fileName: file.name, filePath: file.path };
}
