import { VedetteError } from '../../error.ts';
import type { IdentityResponse } from '../http.ts';
import { parseObject, textOf } from '../json.ts';

/** The refusal of a metadata service, in words. The text of the answer may name ids, never secrets. */
export function identityRefusal(source: string, response: IdentityResponse): VedetteError {
  // An error page need not be JSON; its status says enough then.
  const answer = parseObject(response.body) ?? {};
  // App Service has `statusCode` and `message`, IMDS and Arc have `error` and `error_description`.
  const description = textOf(answer['error_description']) ?? textOf(answer['message']) ?? '';
  const missing = /identity not found|no managed identity/i.test(description);
  const reason = description
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .slice(0, 200)
    .replace(/[.\s]+$/, '');
  const message = missing
    ? 'No such managed identity is assigned to this machine'
    : `${source} refused to give a token${reason === '' ? '' : `: ${reason}`}`;
  return new VedetteError('MDE_IDENTITY_ENDPOINT', `${message} (${response.status}).`, {
    status: response.status,
    serviceCode: textOf(answer['error']),
    requestId: response.headers['x-ms-request-id'],
    facts: { source },
    advice: missing
      ? 'Assign the identity to this machine, or correct the id in the profile.'
      : 'Check the identity that is assigned to this machine, and the cloud of the profile.',
  });
}
