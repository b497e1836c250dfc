// What advanced hunting calls what Graph calls otherwise.
const WORDS: Readonly<Record<string, string>> = {
  microsoftDefenderForEndpoint: 'Microsoft Defender for Endpoint',
  microsoftDefenderForIdentity: 'Microsoft Defender for Identity',
  microsoftDefenderForCloudApps: 'Microsoft Defender for Cloud Apps',
  microsoftDefenderForOffice365: 'Microsoft Defender for Office 365',
  microsoft365Defender: 'Microsoft 365 Defender',
  azureAdIdentityProtection: 'AAD Identity Protection',
  microsoftAppGovernance: 'Microsoft App Governance',
  dataLossPrevention: 'Microsoft Data Loss Prevention',
  microsoftDefenderForCloud: 'Microsoft Defender for Cloud',
  microsoftSentinel: 'Microsoft Sentinel',
  microsoftInsiderRiskManagement: 'Microsoft Insider Risk Management',
  microsoftDefenderForEndpointEDR: 'EDR',
  endpointDetectionAndResponse: 'EDR',
};

/** A word of Graph as advanced hunting writes it: `high` is `High`, `inProgress` is `InProgress`; names as in the portal. */
export function canonicalWord(word: unknown): string {
  if (typeof word !== 'string' || word === '') return '';
  return WORDS[word] ?? word.charAt(0).toUpperCase() + word.slice(1);
}
