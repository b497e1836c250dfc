import { NEWEST_FIRST, type PurposeFamily } from './purpose.ts';

/**
 * A local account has its device for a domain: by the full name, or by the NetBIOS name, which is the first part
 * of it and at most fifteen characters long.
 *
 * @see https://learn.microsoft.com/troubleshoot/windows-server/active-directory/naming-conventions-for-computer-domain-site-ou
 */
const LOCAL_ACCOUNT =
  'AccountDomain =~ DeviceName or AccountDomain =~ substring(tostring(split(DeviceName, ".")[0]), 0, 15)';

/** Signs that somebody gained rights. */
export const privilegeEscalation: PurposeFamily = {
  id: 'privilege-escalation',
  title: 'Privilege escalation',
  purposes: [
    {
      id: '',
      summary: 'logons of local accounts that are administrators of the device',
      tables: ['DeviceLogonEvents'],
      files: 'none',
      needs: 'device',
      steps: [
        'where IsLocalAdmin == true and isnotempty(AccountDomain)',
        `where ${LOCAL_ACCOUNT}`,
        'project Timestamp, DeviceId, DeviceName, ActionType, LogonType, AccountDomain, AccountName, AccountSid, ' +
          'IsLocalAdmin, FailureReason, RemoteDeviceName, RemoteIP, InitiatingProcessFileName, ' +
          'InitiatingProcessCommandLine, ReportId',
      ],
      order: NEWEST_FIRST,
    },
  ],
};
