export interface AadstsRow {
  /** The OAuth error; what programs act on. */
  readonly error: string;
  readonly suberror?: string;
  /** For people. `{0}` and so on are filled in. */
  readonly text: string;
}

/**
 * Error codes of the sign-in service.
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
 */
export const AADSTS: Readonly<Record<number, AadstsRow>> = {
  28003: { error: 'invalid_scope', text: 'The input parameter scope is empty.' },
  50011: {
    error: 'invalid_request',
    text: "The redirect URI '{0}' does not match the redirect URIs configured for the application '{1}'.",
  },
  50027: { error: 'invalid_client', text: 'The client assertion is malformed: {0}.' },
  50034: { error: 'invalid_grant', text: 'The user account {0} does not exist in the directory.' },
  50055: {
    error: 'invalid_grant',
    suberror: 'user_password_expired',
    text: 'The password is expired.',
  },
  50057: { error: 'invalid_grant', text: 'The user account is disabled.' },
  50058: { error: 'login_required', text: 'A silent sign-in was asked for but nobody is signed in.' },
  50059: {
    error: 'invalid_request',
    text: 'No tenant-identifying information was found in the request or implied by the credentials.',
  },
  50076: {
    error: 'interaction_required',
    suberror: 'basic_action',
    text: 'Multi-factor authentication is required to access {0}.',
  },
  50126: { error: 'invalid_grant', text: 'Invalid username or password.' },
  50173: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    text: 'The grant was revoked, as after a change of the password; a fresh token is needed. The grant was issued on {0}.',
  },
  50194: {
    error: 'invalid_request',
    text: "Application '{0}' is not configured as a multi-tenant application; /common is not supported for it.",
  },
  53003: {
    error: 'invalid_grant',
    suberror: 'message_only',
    text: 'Access has been blocked by Conditional Access policies.',
  },
  54005: { error: 'invalid_grant', text: 'The authorization code was already redeemed.' },
  65001: {
    error: 'invalid_grant',
    suberror: 'consent_required',
    text: "The user or administrator has not consented to use the application with ID '{0}' named '{1}'.",
  },
  65004: { error: 'access_denied', text: 'The user declined to consent to access the app.' },
  70000: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    text: 'The provided grant is invalid or malformed.',
  },
  70001: { error: 'unauthorized_client', text: "The application '{0}' is disabled." },
  70003: { error: 'unsupported_grant_type', text: "The grant type '{0}' is not supported." },
  70008: {
    error: 'invalid_grant',
    suberror: 'token_expired',
    text: 'The provided authorization code or refresh token has expired.',
  },
  70011: {
    error: 'invalid_scope',
    text: "The provided value for the input parameter 'scope' is not valid: {0}.",
  },
  70016: { error: 'authorization_pending', text: 'The user has not finished the device code sign-in.' },
  70018: { error: 'bad_verification_code', text: 'The verification code is not known.' },
  70019: { error: 'expired_token', text: 'The verification code has expired.' },
  90002: { error: 'invalid_request', text: "Tenant '{0}' not found. Check the tenant and the cloud." },
  90019: { error: 'invalid_request', text: 'No tenant-identifying information was found in the request.' },
  90094: { error: 'access_denied', text: 'The grant requires the permission of an administrator.' },
  500011: {
    error: 'invalid_resource',
    text: "The resource principal named '{0}' was not found in the tenant '{1}'.",
  },
  501481: {
    error: 'invalid_grant',
    text: 'The code_verifier does not match the code_challenge supplied in the authorization request.',
  },
  501491: {
    error: 'invalid_grant',
    text: 'The code_verifier or code_challenge is not of the required form.',
  },
  650057: {
    error: 'invalid_resource',
    text: "The resource '{0}' is not among the permissions of the client.",
  },
  700005: { error: 'invalid_grant', text: 'The code or token was issued to another client or tenant.' },
  700016: {
    error: 'unauthorized_client',
    text: "Application with identifier '{0}' was not found in the directory '{1}'.",
  },
  700021: { error: 'invalid_client', text: 'The client assertion names another application than client_id.' },
  700022: { error: 'invalid_scope', text: 'The input parameter scope contains more than one resource.' },
  700023: {
    error: 'invalid_client',
    text: "The audience '{0}' of the client assertion is not this authority.",
  },
  700024: {
    error: 'invalid_client',
    text: 'The client assertion is not within its valid time range. Current time: {0}, assertion valid from {1}, expires {2}.',
  },
  700025: {
    error: 'invalid_client',
    text: "The client '{0}' is public, so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  700027: {
    error: 'invalid_client',
    text: 'The signature of the client assertion failed verification: {0}.',
  },
  700082: {
    error: 'invalid_grant',
    suberror: 'token_expired',
    text: 'The refresh token has expired due to inactivity. It was issued on {0}.',
  },
  700211: { error: 'invalid_client', text: "No matching federated identity record for issuer '{0}'." },
  700212: { error: 'invalid_client', text: "No matching federated identity record for audience '{0}'." },
  700213: { error: 'invalid_client', text: "No matching federated identity record for subject '{0}'." },
  900023: {
    error: 'invalid_request',
    text: "The tenant identifier '{0}' is neither a domain name nor a GUID.",
  },
  900144: { error: 'invalid_request', text: "The request body must contain the following parameter: '{0}'." },
  900971: { error: 'invalid_request', text: 'No reply address was given, and none is registered.' },
  1002012: {
    error: 'invalid_scope',
    text: "The scope '{0}' is not valid: client credential flows need the resource identifier followed by /.default.",
  },
  7000215: {
    error: 'invalid_client',
    text: "Invalid client secret provided. Send the secret's value, not its ID, for app '{0}'.",
  },
  7000218: {
    error: 'invalid_client',
    text: "The request body must contain 'client_assertion' or 'client_secret'.",
  },
  7000222: { error: 'invalid_client', text: "The provided client secret keys for app '{0}' are expired." },
  9001023: { error: 'invalid_request', text: "The grant type is not supported over the '{0}' endpoint." },
  9002313: { error: 'invalid_request', text: 'The request is malformed or invalid: {0}.' },
};
