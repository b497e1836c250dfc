import type { ErrorCode } from '../error.ts';

/** Where the person can put it right: admin consent, the registration of the application, or nowhere by link. */
export type LinkKind = 'consent' | 'registration';

export interface EntraAdvice {
  readonly code: ErrorCode;
  readonly happened: string;
  readonly todo: string;
  readonly link?: LinkKind | undefined;
}

type Row = readonly [
  codes: readonly number[],
  code: ErrorCode,
  happened: string,
  todo: string,
  link?: LinkKind,
];

const AGAIN = 'Run vedette login again.';
const DEFECT = 'Please report this as a defect of Vedette, with the request id.';

/**
 * https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes
 * Microsoft asks programs to act on the field `error` and to use these numbers for guidance to people only;
 * that is what they are used for here.
 */
const ROWS: readonly Row[] = [
  // The application's own credential
  [
    [7000215],
    'MDE_CREDENTIAL',
    'The client secret is wrong',
    'Create a new client secret and paste its Value; the Secret ID beside it does not sign in.',
    'registration',
  ],
  [
    [7000222],
    'MDE_CREDENTIAL',
    'The client secret has expired',
    'Create a new client secret, or change to a certificate or a managed identity.',
    'registration',
  ],
  [
    [7000218],
    'MDE_CREDENTIAL',
    'The application is registered as confidential and no credential was sent',
    'Give the profile a secret or a certificate, or set "Allow public client flows" to Yes for device code.',
    'registration',
  ],
  [
    [700025],
    'MDE_CREDENTIAL',
    'The application is registered as a public client, which must not send a credential',
    'Remove the secret from the profile, or register the application as a confidential client.',
    'registration',
  ],
  [
    [700027],
    'MDE_CREDENTIAL',
    'Entra does not know the certificate that signed the request',
    'Upload this certificate to the application; check its thumbprint, its private key and the clock.',
    'registration',
  ],
  [
    [700024],
    'MDE_CREDENTIAL',
    'The signed assertion is outside its time window',
    'Set the clock of this machine; for a federated credential, check that its token is renewed.',
  ],
  [
    [50012],
    'MDE_CREDENTIAL',
    'The signature of the client assertion is not valid',
    'Upload the certificate that belongs to this private key, and check its chain and the clock.',
    'registration',
  ],
  [
    [700211, 700212, 700213, 70021],
    'MDE_CREDENTIAL',
    'No federated credential of the application matches the issuer, audience and subject of the token',
    'Correct the federated credential under Certificates & secrets; the three values must match exactly.',
    'registration',
  ],
  [
    [700229],
    'MDE_CREDENTIAL',
    'The federated token is a user token; only application tokens are accepted',
    'Let the workload sign in as itself and pass that token.',
  ],
  // The application in the tenant
  [
    [700016],
    'MDE_SIGN_IN',
    'The application is not known in this tenant',
    'Check the client id and the tenant; an application of another tenant must first be consented to.',
    'consent',
  ],
  [
    [7000229],
    'MDE_CONSENT',
    'The application has no service principal in this tenant',
    'Ask an administrator to open the consent link; that creates it.',
    'consent',
  ],
  [
    [7000112, 70001],
    'MDE_SIGN_IN',
    'The application is disabled in this tenant',
    'Ask an administrator to enable it under Enterprise applications.',
    'registration',
  ],
  // The tenant and the cloud
  [
    [90002],
    'MDE_SIGN_IN',
    'The tenant was not found',
    'Check the tenant id and the cloud: looking in the wrong cloud is the usual cause.',
  ],
  [
    [900023],
    'MDE_SIGN_IN',
    'The tenant is neither a GUID nor a domain',
    'Correct the tenant of the profile.',
  ],
  [
    [90038, 900382, 900432],
    'MDE_CLOUD',
    'The tenant lives in another national cloud',
    'Choose the cloud of the tenant in the profile; an application must be registered in each cloud.',
  ],
  [
    [50059, 90019],
    'MDE_SIGN_IN',
    'The request names no tenant that could be found',
    'Give the tenant id in the profile.',
  ],
  [
    [9001023],
    'MDE_SIGN_IN',
    'This way of signing in needs one tenant; common, organizations and consumers are none',
    'Give the tenant id in the profile.',
  ],
  [
    [50194],
    'MDE_SIGN_IN',
    'The application belongs to one tenant and was used without naming it',
    'Give the tenant id in the profile, or make the application multi-tenant.',
  ],
  // What is asked for
  [
    [500011],
    'MDE_SIGN_IN',
    'The API is not known in this tenant',
    'Check the licence (the API appears with it), the cloud, and the scope of a custom cloud.',
  ],
  [
    [500014],
    'MDE_SIGN_IN',
    'The API is disabled in this tenant',
    'Check the licence, and enable the API under Enterprise applications.',
  ],
  [
    [650052],
    'MDE_SIGN_IN',
    'The organisation has not subscribed to this service',
    'Have Microsoft Defender licensed and set up in this tenant.',
  ],
  [
    [650057],
    'MDE_CONSENT',
    'The API is not among the permissions of the application',
    'Add a permission of this API to the application, then have an administrator consent.',
    'registration',
  ],
  [
    [1002012],
    'MDE_SIGN_IN',
    'An application must ask for the scope RESOURCE/.default',
    'Correct the scope of the custom cloud.',
  ],
  [[70011], 'MDE_SIGN_IN', 'The scope is not valid', 'Correct the scope of the custom cloud.'],
  [
    [28002, 28003, 700022, 700023],
    'MDE_SIGN_IN',
    'The request must name exactly one API',
    'Correct the scope of the custom cloud: one API per request.',
  ],
  [
    [50001],
    'MDE_SIGN_IN',
    'The API asked for is unknown',
    'Check the cloud and the scope of a custom cloud.',
  ],
  [[900144], 'MDE_INTERNAL', 'A field of the request is missing', DEFECT],
  [[9002313, 90004, 90014], 'MDE_INTERNAL', 'The request is malformed', DEFECT],
  // Consent
  [
    [65001],
    'MDE_CONSENT',
    'Nobody has consented to what the application asks for',
    'Ask an administrator to open the consent link.',
    'consent',
  ],
  [[65004], 'MDE_SIGN_IN_DECLINED', 'Consent was declined', 'Run vedette login again and accept.'],
  [
    [90094],
    'MDE_CONSENT',
    'An administrator has to consent',
    'Ask an administrator to open the consent link.',
    'consent',
  ],
  [
    [90095],
    'MDE_CONSENT',
    'Consent has been requested from an administrator',
    'Sign in again when the request is approved.',
    'consent',
  ],
  // The person
  [
    [50105],
    'MDE_SIGN_IN',
    'The user is not assigned to the application',
    'Ask an administrator to assign the user under Enterprise applications.',
  ],
  [
    [50034],
    'MDE_SIGN_IN',
    'The user does not exist in this tenant',
    'Check the name and the tenant, or have the user invited as a guest.',
  ],
  [
    [50020],
    'MDE_SIGN_IN',
    'The account belongs to another identity provider and is not in this tenant',
    'Use an account of the tenant, or have this one invited.',
  ],
  [[50126], 'MDE_SIGN_IN', 'The user name or the password is wrong', 'Type it again, or have it reset.'],
  [[50055, 50144], 'MDE_SIGN_IN', 'The password has expired', `Change the password. ${AGAIN}`],
  [[50057], 'MDE_SIGN_IN', 'The user is disabled', 'Ask an administrator to enable the user.'],
  [
    [50053],
    'MDE_SIGN_IN',
    'The account is locked, or the address is taken for a malicious one',
    'Wait, and read the sign-in logs of Entra.',
  ],
  // Conditional access
  [
    [50076, 50074, 50078],
    'MDE_SIGN_IN_REQUIRED',
    'Multi-factor authentication is required',
    'Run vedette login and pass it.',
  ],
  [
    [50079, 50072, 53004],
    'MDE_SIGN_IN_REQUIRED',
    'The user must register for multi-factor authentication',
    'Register the security information at https://aka.ms/mfasetup, then run vedette login.',
  ],
  [
    [53000, 53001, 53002],
    'MDE_SIGN_IN',
    'Conditional Access asks for a managed device or an approved application',
    'Sign in from a compliant device.',
  ],
  [
    [53003],
    'MDE_SIGN_IN',
    'Conditional Access blocks this sign-in',
    'Ask the administrator to let this application or its address through, or meet the policy; device code is often blocked.',
  ],
  [
    [530032, 530033, 530035],
    'MDE_SIGN_IN',
    'A security policy of the tenant blocks this sign-in',
    'Ask the administrator; choose another flow, such as authorization code or a certificate.',
  ],
  // What was granted before
  [
    [50173, 50133, 50132, 50089],
    'MDE_SIGN_IN_REQUIRED',
    'The sign-in was revoked, or the password was changed',
    AGAIN,
  ],
  [[70008, 700082, 700084], 'MDE_SIGN_IN_REQUIRED', 'The sign-in has expired', AGAIN],
  [[70043], 'MDE_SIGN_IN_REQUIRED', 'The tenant asks for a fresh sign-in by policy', AGAIN],
  [[70000], 'MDE_SIGN_IN_REQUIRED', 'The refresh token is not valid any more', AGAIN],
  [
    [54005],
    'MDE_SIGN_IN_EXPIRED',
    'The authorization code has been used already',
    'Start the sign-in again; a code works once.',
  ],
  [
    [700005],
    'MDE_SIGN_IN',
    'The authorization code was issued by another tenant',
    'Give the tenant that issued it in the profile, and start the sign-in again.',
  ],
  [
    [501481, 50147, 501491],
    'MDE_SIGN_IN',
    'The code does not belong to the sign-in that was started here',
    'Start the sign-in again and use the newest link.',
  ],
  [
    [50011, 500113, 900971],
    'MDE_SIGN_IN',
    'The redirect URI is not registered with the application',
    'Add exactly this redirect URI to the application.',
    'registration',
  ],
  // Device code
  [
    [70016],
    'MDE_SIGN_IN_REQUIRED',
    'The sign-in is still waiting for the person',
    'Finish it in the browser, then complete it here.',
  ],
  [[70018], 'MDE_SIGN_IN_EXPIRED', 'The device code is not the one that was issued', AGAIN],
  [[70019, 70020], 'MDE_SIGN_IN_EXPIRED', 'The device code has expired', AGAIN],
  [[50134], 'MDE_SIGN_IN_EXPIRED', 'The device code was approved in another data centre', AGAIN],
  // Entra itself
  [
    [50196],
    'MDE_SERVICE',
    'Entra sees the same request too often and has paused it',
    'Wait some minutes, and let processes share one token cache.',
  ],
  [
    [90055, 90006, 90024, 90033, 50033, 90012],
    'MDE_SERVICE',
    'Microsoft Entra is busy or failed for a moment',
    'Try again in a minute.',
  ],
];

/** By number: what happened, what to do, where. */
export const AADSTS: ReadonlyMap<number, EntraAdvice> = new Map(
  ROWS.flatMap(([codes, code, happened, todo, link]) =>
    codes.map((number) => [number, { code, happened, todo, link }] as const),
  ),
);
