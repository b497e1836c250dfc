/** One place where an XSOAR name behaves otherwise here than on the platform, on purpose. */
export interface Difference {
  /** Names it concerns; `*` is all of them. */
  readonly commands: readonly string[];
  /** Arguments it concerns, if it is about arguments. */
  readonly arguments?: readonly string[];
  /** Context paths of the contract that stay without a value. */
  readonly paths?: readonly string[];
  readonly there: string;
  readonly here: string;
  readonly why: string;
}

const LIST = 'microsoft-365-defender-incidents-list';
const GET = 'microsoft-365-defender-incident-get';
const UPDATE = 'microsoft-365-defender-incident-update';
const START = 'microsoft-365-defender-auth-start';
const COMPLETE = 'microsoft-365-defender-auth-complete';
const TEST = 'microsoft-365-defender-auth-test';
const RESET = 'microsoft-365-defender-auth-reset';
const MSG_LIST = 'msg-list-security-incident';
const MSG_UPDATE = 'msg-update-security-incident';
const SEARCH = 'msg-search-alerts';
const DETAILS = 'msg-get-alert-details';
const ALERT_UPDATE = 'msg-update-alert';
const ALERT_COMMENT = 'msg-create-alert-comment';
const MSG_TEST = 'msg-auth-test';
const MSG_RESET = 'ms-graph-security-auth-reset';
const LOGIN_URL = 'msg-generate-login-url';

const XDR_HUNT = 'microsoft-365-defender-advanced-hunting';
const MSG_HUNT = 'msg-advanced-hunting';
const HUNTS = 'microsoft-atp-advanced-hunting';
const LATERAL = `${HUNTS}-lateral-movement-evidence`;
const PERSISTENCE = `${HUNTS}-persistence-evidence`;
const FILE_ORIGIN = `${HUNTS}-file-origin`;
const PROCESS = `${HUNTS}-process-details`;
const NETWORK = `${HUNTS}-network-connections`;
const PRIVILEGES = `${HUNTS}-privilege-escalation`;
const TAMPERING = `${HUNTS}-tampering`;
const COVER_UP = `${HUNTS}-cover-up`;
const FILE_HUNTS = [LATERAL, PERSISTENCE, FILE_ORIGIN, PROCESS, NETWORK, COVER_UP];
const ALL_HUNTS = [...FILE_HUNTS, PRIVILEGES, TAMPERING];

/** Every deliberate difference, for `docs/xsoar.md` and for the test that walks the contract. */
export const DIFFERENCES: readonly Difference[] = [
  {
    commands: ['*'],
    there: 'An argument the command does not have is dropped; a value outside the offered ones is sent.',
    here: 'Both are refused before anything is sent, and the position on the line is named.',
    why: 'A misspelt filter that is dropped gives a list that looks complete and is not.',
  },
  {
    commands: ['*'],
    there: '`${…}` is replaced from the context of the incident.',
    here: 'It is refused, unless it stands in back-ticks, where it is text.',
    why: 'There is no incident context here, and writing the reference itself into the tenant helps nobody.',
  },
  {
    commands: ['*'],
    there: 'Values are put into the OData filter as they come, so a quote breaks it.',
    here: 'Quotes are doubled.',
    why: 'It is the escape OData defines.',
  },
  {
    commands: ['*'],
    there: 'Cells of tables escape the bar and the back-tick only.',
    here: 'HTML, links and control characters are escaped as well.',
    why: 'Titles and file names are the text of an attacker.',
  },
  {
    commands: [LIST],
    arguments: ['limit'],
    there: 'One page, so never more than the API gives at once.',
    here: 'As many pages as the limit needs, 100 incidents a page.',
    why: 'Asking for 500 and getting 100 without a word is a wrong answer.',
  },
  {
    commands: [LIST],
    arguments: ['status'],
    there: '`InProgress` is not offered.',
    here: 'It is accepted.',
    why: 'The API has it.',
  },
  {
    commands: [LIST],
    arguments: ['odata'],
    there: 'Always sent as it stands to the Defender XDR API.',
    here: 'Sent as it stands on the native route. On the Graph route `$filter`, `$top`, `$skip` and `$orderby` are put into the words of Graph; anything else is refused.',
    why: 'The same line has to work whichever route the profile has.',
  },
  {
    commands: [LIST, GET, UPDATE],
    there: 'A null list of entities or a null activity time ends the command with an exception.',
    here: 'It is shown as empty.',
    why: 'The API gives nulls.',
  },
  {
    commands: [LIST, GET, UPDATE],
    there: 'The column "Device groups" holds device names.',
    here: 'It holds device groups; a column "Devices" with the names follows it.',
    why: 'The header is kept and is true now.',
  },
  {
    commands: [LIST, GET, UPDATE],
    there: 'Lists in the table come in random order.',
    here: 'They come in the order of the alerts.',
    why: 'Two equal answers should look equal.',
  },
  {
    commands: [UPDATE],
    arguments: ['tags'],
    there: 'Tags are not trimmed and cannot be cleared.',
    here: 'They are trimmed, and `tags=""` clears them.',
    why: 'As `assigned_to=""` unassigns.',
  },
  {
    commands: [UPDATE],
    there: 'One request.',
    here: 'On the Graph route a change and a comment are two requests and the answer is read afterwards; an error says what was done.',
    why: 'Graph has no comment in the change, and no alerts in its answer.',
  },
  {
    commands: [UPDATE, MSG_UPDATE],
    there: 'Without anything to change an empty change is sent.',
    here: 'It is refused.',
    why: 'Nothing would happen and it would look like success.',
  },
  {
    commands: [LIST, MSG_LIST],
    arguments: ['timeout'],
    there: 'Seconds until the connection is silent too long.',
    here: 'Seconds for each request, waiting for the quota included; a list of several pages has as many times as much.',
    why: 'A limit that does not count the waiting limits nothing.',
  },
  {
    commands: [START],
    there: 'The scope, the tenant and the application are fixed to the worldwide cloud.',
    here: 'They are those of the profile.',
    why: 'Other clouds have other hosts.',
  },
  {
    commands: [START],
    there: 'Starting throws away the tokens there are.',
    here: 'They stay until the new sign-in is complete.',
    why: 'An abandoned sign-in should not stop what works.',
  },
  {
    commands: [START],
    there: 'With client credentials it asks for a code all the same, which then is of no use.',
    here: 'It is refused, with the name of the command that tests such a profile.',
    why: 'There is nobody to type the code.',
  },
  {
    commands: [COMPLETE],
    there: 'A sign-in that is not finished in the browser surfaces as an error of the identity provider.',
    here: 'It says that it is still waiting and how long the code is good for.',
    why: 'It is the usual case and no failure.',
  },
  {
    commands: [TEST, MSG_TEST],
    there: 'A cached token counts, whoever it was issued to.',
    here: 'Tokens are kept by cloud, tenant, client, account and audience.',
    why: 'After a change of credentials the old token is not the answer to whether the new ones work.',
  },
  {
    commands: [MSG_TEST],
    arguments: ['permission_type'],
    there: 'Tries eDiscovery, alerts and threat assessment.',
    here: 'Tries alerts; the other two are refused by name when asked for, and passed over with a note in `all`.',
    why: 'Vedette has no eDiscovery and no threat assessment.',
  },
  {
    commands: [RESET, MSG_RESET],
    there: 'Forgets the tokens of the integration instance.',
    here: 'Forgets the tokens of the profile, for all of its APIs.',
    why: 'A profile is what an instance was.',
  },
  {
    commands: [LOGIN_URL],
    there: 'The URL has no state and no PKCE challenge, and nothing but spaces is encoded.',
    here: 'It has both, everything is encoded, and the answer is checked.',
    why: 'A code that leaks is of no use to whoever finds it.',
  },
  {
    commands: [MSG_LIST],
    arguments: ['assigned_to', 'odata'],
    there: 'Sent under names Graph does not know, so the request fails.',
    here: 'Real filters: `assignedTo eq …`, and the condition as it stands, in parentheses.',
    why: 'That is what they are for.',
  },
  {
    commands: [MSG_LIST],
    arguments: ['limit'],
    there: 'Above 50 the filter is put into a malformed address.',
    here: 'Pages of 50 until the limit is reached.',
    why: 'Graph refuses more than 50 a page.',
  },
  {
    commands: [MSG_LIST],
    there: 'No result ends with an exception.',
    here: 'It says so and leaves the context as it is.',
    why: 'Finding nothing is an answer.',
  },
  {
    commands: [MSG_LIST, SEARCH],
    arguments: ['status', 'severity', 'classification', 'category', 'service_source'],
    there: 'One value each.',
    here: 'Several, separated by commas, are alternatives.',
    why: 'It costs nothing and saves a condition by hand.',
  },
  {
    commands: [MSG_LIST],
    paths: ['MsGraph.Incident.id'],
    there: 'Documented as a number.',
    here: 'The text Graph gives.',
    why: 'It is a text there too, whatever the documentation says.',
  },
  {
    commands: [MSG_UPDATE],
    arguments: ['determination'],
    there: '`compromisedUser` is sent as it stands.',
    here: 'It is sent as `compromisedAccount`; the newer words are accepted as well.',
    why: 'The published schema of Graph knows no `compromisedUser`.',
  },
  {
    commands: [MSG_UPDATE],
    arguments: ['custom_tags'],
    there: 'Declared as one text and read as a list.',
    here: 'Declared as the list it is.',
    why: 'Help and validation should tell the truth.',
  },
  {
    commands: [SEARCH],
    arguments: ['service_source'],
    there: 'Has no effect: the code looks for another name.',
    here: 'Works.',
    why: 'That is what it is for.',
  },
  {
    commands: [SEARCH],
    arguments: ['last_modified'],
    there: 'Counts back from midnight of the local day, as a date without a time.',
    here: 'Counts back from now, in UTC.',
    why: '`Last24Hours` means 24 hours.',
  },
  {
    commands: [SEARCH],
    arguments: ['time_from', 'time_to'],
    there: 'Sent as they stand.',
    here: 'ISO 8601, a date alone, or how long ago (`12h`, `7d`); anything else is refused. Both ends are included.',
    why: 'A time without a zone is UTC here, as it is in Defender.',
  },
  {
    commands: [SEARCH],
    arguments: ['filter'],
    there: 'An `or` inside takes the other conditions apart.',
    here: 'It stands in parentheses.',
    why: '`and` binds more strongly than `or`.',
  },
  {
    commands: [SEARCH],
    arguments: ['limit'],
    there: 'Cuts one page of 50.',
    here: 'Without `page` and `page_size`, as many pages as it needs; with them, one page.',
    why: 'Asking for 500 and getting 50 without a word is a wrong answer.',
  },
  {
    commands: [SEARCH],
    arguments: ['classification'],
    there: '`benignPositive` is sent as it stands.',
    here: 'It is sent as `informationalExpectedActivity`.',
    why: 'It is what that is called since the alerts of the second version.',
  },
  {
    commands: [SEARCH, DETAILS],
    paths: [
      'MsGraph.Alert.EventDate',
      'MsGraph.Alert.Vendor',
      'MsGraph.Alert.Provider',
      'MsGraph.Alert.MalwareStates',
    ],
    there: 'Filled from the older alerts API only.',
    here: 'Without a value.',
    why: 'Microsoft retires that API in 2026; the newer one has no such fields. `FirstActivityDateTime`, `ServiceSource` and `DetectionSource` say nearly the same.',
  },
  {
    commands: [SEARCH, DETAILS],
    paths: [
      'MsGraph.Alert.Evidence.@odata.Type',
      'MsGraph.Alert.@odata.Context',
      'MsGraph.Alert.Evidence.C\u05b9ountryLetterCode',
    ],
    there: 'Documented, and given as `@odata.type`, `@odata.context` and `CountryLetterCode`.',
    here: 'Given under both names.',
    why: 'Playbooks were written by the documentation and by the answers.',
  },
  {
    commands: [SEARCH, DETAILS],
    there: 'Numbers and nulls inside lists become empty objects.',
    here: 'They stay what they are.',
    why: 'They were lost.',
  },
  {
    commands: [DETAILS],
    arguments: ['fields_to_include'],
    there: 'Chooses parts of an alert of the older API.',
    here: 'Accepted, and a note says that it has no effect.',
    why: 'The newer alert is always given whole.',
  },
  {
    commands: [ALERT_UPDATE],
    arguments: [
      'closed_date_time',
      'comments',
      'feedback',
      'tags',
      'vendor_information',
      'provider_information',
    ],
    there: 'Sent to the older alerts API; dropped without a word with the newer one.',
    here: 'Accepted, and a note says that they have no effect.',
    why: 'Microsoft retires the older API in 2026.',
  },
  {
    commands: [ALERT_COMMENT],
    arguments: ['comment'],
    there: 'Declared as a list, so the platform may take it apart at its commas.',
    here: 'One comment, commas included.',
    why: 'A sentence is not a list.',
  },
  {
    commands: ALL_HUNTS,
    there: 'Asks the hunting API of Defender for Endpoint, which stops answering on 1 February 2027.',
    here: 'Asks Microsoft Graph, or the native API where the route of the profile says so.',
    why: 'Playbooks should outlive the API.',
  },
  {
    commands: ALL_HUNTS,
    arguments: ['device_name', 'device_id'],
    there:
      'Values are put into the query as they come, so a quotation mark ends the text and what follows is KQL.',
    here: 'Every value is a KQL literal, whatever it holds. They are declared as the lists they are.',
    why: 'A host name must not be able to change the query.',
  },
  {
    commands: FILE_HUNTS,
    arguments: ['file_name', 'sha1', 'sha256', 'md5'],
    there: 'Declared as one text and read as a list.',
    here: 'Declared as the list it is.',
    why: 'Help and validation should tell the truth.',
  },
  {
    commands: [COVER_UP],
    arguments: ['username'],
    there: 'One name, compared with the account an event is about.',
    here: 'Several, separated by commas; the account that caused the event counts as well.',
    why: 'Events of files, of the registry and of the network name only the account that caused them.',
  },
  {
    commands: ALL_HUNTS,
    arguments: ['limit', 'page'],
    there:
      'The digits of the limit are repeated as often as the page says: page 2 of 50 asks for 5050 rows, which are cut afterwards, or not.',
    here: 'Page 2 of 50 is rows 51 to 100 of a fixed order, and only they are sent.',
    why: 'Pages that overlap or leave rows out are wrong answers.',
  },
  {
    commands: ALL_HUNTS,
    arguments: ['time_range'],
    there:
      'A range that is not understood gives a query that is not valid; the condition takes the place of the character before the first bar.',
    here: 'It is refused before anything is sent; the condition is a line of its own, right after the table.',
    why: 'A person should learn which word was wrong.',
  },
  {
    commands: ALL_HUNTS,
    arguments: ['show_query'],
    there: 'Shows the query without its condition on time.',
    here: 'Shows the query that was sent.',
    why: 'What is shown can be run again.',
  },
  {
    commands: ALL_HUNTS,
    arguments: ['ran_once_flag'],
    there: 'Marks the second try after a quota was used up.',
    here: 'Accepted, and a note says that it has no effect.',
    why: 'A used-up quota is waited for as long as `timeout` allows.',
  },
  {
    commands: ALL_HUNTS,
    there: 'A selector that the purpose does not use is dropped.',
    here: 'It is dropped too, and a note says so.',
    why: 'Playbooks hand every selector to every purpose, and a list that looks narrowed is not.',
  },
  {
    commands: [LATERAL],
    there:
      'Private addresses are told by their first characters, so only 172.16 of 172.16 to 172.31 is among them.',
    here: 'All of RFC 1918, also where IPv4 is written as IPv6.',
    why: 'The other addresses are private, too.',
  },
  {
    commands: [LATERAL],
    there: 'Distinct addresses of `smb_connections` are estimated.',
    here: 'They are counted.',
    why: '`remote_ip_count` compares with the number.',
  },
  {
    commands: [NETWORK],
    there: 'Everything that is not in RFC 1918 is external.',
    here: 'Loopback and link-local addresses are not, nor are the private ones of IPv6.',
    why: 'They do not leave the site.',
  },
  {
    commands: [NETWORK],
    there: '`encoded_commands` looks for `-encoded`.',
    here: 'Every way in which PowerShell accepts `-EncodedCommand`, and PowerShell that was renamed.',
    why: '`-e` and `-enc` are what is used.',
  },
  {
    commands: [PROCESS],
    there: '`process_details` keeps one process of each file, and none whose signature is not known.',
    here: 'Every process, with the newest signature of its file where there is one.',
    why: 'The file without a signature is the interesting one.',
  },
  {
    commands: [PROCESS],
    there:
      '`powershell_execution_unsigned_files` leaves out the sensor and CompatTelRunner by their names, and ignores the limit.',
    here: 'It leaves them out by where they lie, and keeps to the limit.',
    why: 'Anybody can give a file that name.',
  },
  {
    commands: [PROCESS],
    arguments: ['query_purpose'],
    there: 'One purpose is spelt `process_excecution_powershell`.',
    here: '`process_execution_powershell` is accepted as well; the context keeps the old spelling.',
    why: 'Playbooks read the old one.',
  },
  {
    commands: [PRIVILEGES],
    there: 'An account is local when its domain equals the name of the device, which is the full one.',
    here: 'The NetBIOS name of the device counts, too.',
    why: 'It is what Windows writes as the domain of a local account.',
  },
  {
    commands: [COVER_UP],
    there:
      'Brackets are missing in `event_log_cleared`, so the device is looked at for `Clear-EventLog` only.',
    here: 'The device counts for both.',
    why: 'Otherwise it gives the logs cleared on every device.',
  },
  {
    commands: [PERSISTENCE],
    there: 'Folders and keys are found by a piece of their path.',
    here: 'By the path from its root, so a copy elsewhere is not found; `group_user_change` gives the whole event.',
    why: 'A backup of the hosts file is not the hosts file.',
  },
  {
    commands: [XDR_HUNT, HUNTS],
    there: 'The native API answers, which stops on 2027-02-01.',
    here: 'The route of the profile answers: Microsoft Graph if it does not say. Columns, types and values are the same.',
    why: 'A playbook must outlive the API it was made for.',
  },
  {
    commands: [XDR_HUNT, MSG_HUNT],
    arguments: ['limit'],
    there:
      'Bars and the words `limit` and `take` count wherever they stand: in texts, comments and brackets, too.',
    here: 'Only the stages of the query itself count, and `render` stays the last of them.',
    why: 'A text that holds a bar was cut in two, and the query failed or found something else.',
  },
  {
    commands: [MSG_HUNT],
    there: '`Microsoft365Defender.Hunt` is written when a parameter of the instance says so.',
    here: 'It is always written beside `MsGraph.Hunt`.',
    why: 'Playbooks of either integration find the rows without a parameter.',
  },
  {
    commands: [HUNTS],
    arguments: ['query_batch'],
    there: 'Results without a name overwrite each other.',
    here: 'They are named `query_1`, `query_2` … by their place; the same name twice is refused.',
    why: 'Otherwise rows are lost without a word.',
  },
  {
    commands: [HUNTS],
    arguments: ['time_range'],
    there:
      'A range that is not understood leaves half a condition, and the character before the first bar is removed.',
    here: 'It is refused; the condition stands behind the table, whatever blanks or comments follow it.',
    why: 'A query that says something else is worse than none.',
  },
  {
    commands: [XDR_HUNT, MSG_HUNT, HUNTS],
    there: 'Numbers past 2^53 are rounded, unless they are the `ReportId` of a single row.',
    here: 'They are texts of all their digits. The `ReportId` of a single row is a text always, as there.',
    why: 'A rounded id finds nothing.',
  },
];
