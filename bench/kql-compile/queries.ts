/** Thirty lines each; `mark` makes a text that was never compiled before. */
export const QUERIES: readonly ((mark: number) => string)[] = [
  (mark) => `// encoded commands, and what the devices are ${mark}
let timeframe = 7d;
let suspicious = dynamic(["-enc", "-encodedcommand", "frombase64string", "downloadstring", "iex"]);
let hosts = DeviceInfo
  | where Timestamp > ago(timeframe)
  | where OSPlatform startswith "Windows"
  | where OnboardingStatus == "Onboarded"
  | summarize arg_max(Timestamp, OSPlatform, MachineGroup) by DeviceId
  | project DeviceId, OSPlatform, MachineGroup;
DeviceProcessEvents
| where Timestamp > ago(timeframe)
| where FileName in~ ("powershell.exe", "pwsh.exe", "cmd.exe")
| where ProcessCommandLine has_any (suspicious)
| where not(InitiatingProcessFileName =~ "ccmexec.exe")
| extend Encoded = extract(@"\\s([A-Za-z0-9+/]{20,}={0,2})", 1, ProcessCommandLine)
| extend Decoded = base64_decode_tostring(Encoded)
| extend Parent = tolower(InitiatingProcessFileName)
| where isnotempty(Decoded)
| join kind=inner (hosts) on DeviceId
| project Timestamp, DeviceName, DeviceId, AccountName, FileName,
    ProcessCommandLine, Decoded, Parent, OSPlatform, MachineGroup
| extend Hour = bin(Timestamp, 1h)
| summarize Count = count(), Commands = make_set(ProcessCommandLine, 10),
    First = min(Timestamp), Last = max(Timestamp)
  by DeviceName, AccountName, Hour, Parent
| where Count > 1
| extend Duration = Last - First
| sort by Count desc
| take 100`,
  (mark) => `// mail with links that were clicked ${mark}
let days = 14d;
let clicked = UrlClickEvents
  | where Timestamp > ago(days)
  | where ActionType in ("ClickAllowed", "ClickedThrough")
  | project ClickTime = Timestamp, AccountUpn, Url, NetworkMessageId;
let delivered = EmailEvents
  | where Timestamp > ago(days)
  | where DeliveryAction == "Delivered"
  | where isnotempty(SenderFromDomain)
  | project MailTime = Timestamp, NetworkMessageId, SenderFromAddress,
      SenderFromDomain, RecipientEmailAddress, Subject;
delivered
| join kind=inner clicked on NetworkMessageId
| extend Wait = ClickTime - MailTime
| where Wait between (0min .. 1d)
| extend Host = tostring(parse_url(Url).Host)
| where Host !endswith "example.com"
| extend Domain = tolower(SenderFromDomain)
| summarize Clicks = count(), Users = dcount(AccountUpn),
    Hosts = make_set(Host, 20), First = min(ClickTime)
  by Domain, Subject
| where Users > 1
| extend Spread = iff(Users > 10, "wide", "narrow")
| project-reorder Domain, Users, Clicks
| sort by Users desc, Clicks desc
| top 50 by Users
| extend Day = startofday(First)
| project Day, Domain, Subject, Users, Clicks, Hosts, Spread
| where isnotempty(Subject)`,
];
