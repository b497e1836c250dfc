import { NEWEST_FIRST, type PurposeFamily } from './purpose.ts';

/** Services and drivers of the sensor and of the antivirus, and the programs they run as. */
const PROTECTION =
  '"sense", "windefend", "wdnissvc", "wdnisdrv", "wdfilter", "wdboot", "mssecflt", "mssecwfp", "mssense", "msmpeng", ' +
  '"nissrv", "sensecncproxy", "senseir", "sensendr", "securityhealthservice", "wscsvc"';

/** Settings of the antivirus that switch a part of it off when they are true. */
const SWITCHES =
  '"DisableRealtimeMonitoring", "DisableBehaviorMonitoring", "DisableIOAVProtection", "DisableScriptScanning", ' +
  '"DisableBlockAtFirstSeen", "DisableIntrusionPreventionSystem", "DisableArchiveScanning", ' +
  '"DisableAntiSpyware", "DisableAntiVirus", "DisableOnAccessProtection", "DisableScanOnRealtimeEnable"';

const STOPPED =
  'ProcessCommandLine has_any (Protection) and ' +
  '(ProcessCommandLine has_any ("stop", "delete", "disabled", "taskkill", "Remove-Service") or FileName =~ "taskkill.exe")';
const SWITCHED_OFF =
  'ProcessCommandLine has "Set-MpPreference" and ProcessCommandLine has_any (Switches) and ' +
  String.raw`ProcessCommandLine matches regex @"(?i)\s-?Disable[a-z]+[\s:=""']+(\$true|true|1)\b"`;
const POLICY =
  String.raw`ProcessCommandLine contains @"Policies\Microsoft\Windows Defender" and ProcessCommandLine has_any (Switches) and ` +
  '(ProcessCommandLine has "add" or ProcessCommandLine has_any ("Set-ItemProperty", "New-ItemProperty"))';

/** Signs that somebody works on the protection itself. */
export const tampering: PurposeFamily = {
  id: 'tampering',
  title: 'Tampering',
  purposes: [
    {
      id: '',
      summary: 'commands that stop the sensor or the antivirus, or switch parts of them off',
      tables: ['DeviceProcessEvents'],
      lets: [
        `let Protection = dynamic([${PROTECTION}]);`,
        `let Switches = dynamic([${SWITCHES}]);`,
        'let Tools = dynamic(["sc.exe", "net.exe", "net1.exe", "taskkill.exe", "cmd.exe", "powershell.exe", "pwsh.exe", "reg.exe", "wmic.exe"]);',
      ],
      files: 'none',
      needs: 'nothing',
      steps: [
        'where FileName in~ (Tools)',
        `where (${STOPPED}) or (${SWITCHED_OFF}) or (${POLICY})`,
        'project Timestamp, DeviceId, DeviceName, FileName, ProcessId, ProcessCommandLine, AccountDomain, AccountName, ' +
          'InitiatingProcessFileName, InitiatingProcessCommandLine, InitiatingProcessParentFileName, ReportId',
      ],
      order: NEWEST_FIRST,
    },
  ],
};
