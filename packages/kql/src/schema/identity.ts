// Taken from Microsoft's reference pages of the tables; a table is its columns with their types.
// https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
export const IDENTITY_TABLES = {
  EntraIdSignInEvents: `
    Timestamp:datetime Application:string ApplicationId:string LogonType:string ErrorCode:int CorrelationId:string
    SessionId:string AccountDisplayName:string AccountObjectId:string AccountUpn:string IsConfidentialClient:bool
    IsExternalUser:int IsGuestUser:bool AlternateSignInName:string LastPasswordChangeTimestamp:datetime
    ResourceDisplayName:string ResourceId:string ResourceTenantId:string DeviceName:string EntraIdDeviceId:string
    OSPlatform:string DeviceTrustType:string IsManaged:int IsCompliant:int AuthenticationProcessingDetails:string
    AuthenticationRequirement:string TokenIssuerType:int RiskLevelAggregated:int RiskDetails:int RiskState:int
    UserAgent:string ClientAppUsed:string Browser:string ConditionalAccessPolicies:string
    ConditionalAccessStatus:int IPAddress:string Country:string State:string City:string Latitude:string
    Longitude:string NetworkLocationDetails:string RequestId:string ReportId:string EndpointCall:string`,
  EntraIdSpnSignInEvents: `
    Timestamp:datetime Application:string ApplicationId:string IsManagedIdentity:bool ErrorCode:int
    CorrelationId:string ServicePrincipalName:string ServicePrincipalId:string ResourceDisplayName:string
    ResourceId:string ResourceTenantId:string IPAddress:string Country:string State:string City:string
    Latitude:string Longitude:string RequestId:string ReportId:string`,
  IdentityAccountInfo: `
    Timestamp:datetime ReportId:string SourceProviderAccountId:string AccountId:string IdentityId:string
    IsPrimary:bool IdentityLinkType:string IdentityLinkReason:string IdentityLinkTime:datetime IdentityLinkBy:string
    DisplayName:string AccountUpn:string EmailAddress:string CriticalityLevel:int DefenderRiskLevel:int
    DefenderRiskUpdateTime:datetime Type:string GivenName:string Surname:string EmployeeId:string Department:string
    JobTitle:string Address:string City:string Country:string Phone:string Manager:string Sid:string
    AccountStatus:string SourceProvider:string SourceProviderInstanceId:string
    SourceProviderInstanceDisplayName:string AuthenticationMethod:string AuthenticationSourceAcccountId:string
    EnrolledMfas:dynamic LastPasswordChangeTime:datetime GroupMembership:dynamic AssignedRoles:dynamic
    EligibleRoles:dynamic TenantMembershipType:string CreatedDateTime:datetime DeletedDateTime:datetime Tags:dynamic
    SourceProvderRiskLevel:dynamic AdditionalFields:dynamic TenantId:string`,
  IdentityDirectoryEvents: `
    Timestamp:datetime ActionType:string Application:string TargetAccountUpn:string TargetAccountDisplayName:string
    TargetDeviceName:string DestinationDeviceName:string DestinationIPAddress:string DestinationPort:int
    Protocol:string AccountName:string AccountDomain:string AccountUpn:string AccountSid:string
    AccountObjectId:string AccountDisplayName:string DeviceName:string IPAddress:string Port:int Location:string
    ISP:string ReportId:string AdditionalFields:dynamic`,
  IdentityEvents: `
    Timestamp:datetime ReportId:string AccountId:string AccountType:string AccountDisplayName:string
    AccountUpn:string ActionType:string ActionResult:string ActionFailureReason:string IPAddress:string
    UserAgent:string TargetObjects:dynamic Application:string ApplicationInstanceId:string ApplicationEventId:string
    ApplicationSessionId:string RawEventData:dynamic AdditionalFields:dynamic`,
  IdentityInfo: `
    Timestamp:datetime ReportId:string AccountObjectId:string AccountUpn:string OnPremSid:string
    AccountDisplayName:string AccountName:string AccountDomain:string CriticalityLevel:int Type:string
    DistinguishedName:string CloudSid:string GivenName:string Surname:string Department:string JobTitle:string
    EmailAddress:string SipProxyAddress:string Address:string City:string Country:string IsAccountEnabled:bool
    Manager:string Phone:string CreatedDateTime:datetime ChangeSource:string BlastRadius:string CompanyName:string
    DeletedDateTime:datetime EmployeeId:string OtherMailAddresses:dynamic RiskLevel:string RiskLevelDetails:string
    State:string Tags:dynamic AssignedRoles:dynamic PrivilegedEntraPimRoles:dynamic TenantId:string
    SourceSystem:string OnPremObjectId:string TenantMembershipType:string RiskStatus:string
    UserAccountControl:string IdentityEnvironment:string SourceProviders:dynamic GroupMembership:dynamic`,
  IdentityLogonEvents: `
    Timestamp:datetime ActionType:string Application:string LogonType:string Protocol:string FailureReason:string
    AccountName:string AccountDomain:string AccountUpn:string AccountSid:string AccountObjectId:string
    AccountDisplayName:string DeviceName:string DeviceType:string OSPlatform:string IPAddress:string Port:int
    DestinationDeviceName:string DestinationIPAddress:string DestinationPort:int TargetDeviceName:string
    TargetAccountDisplayName:string Location:string Isp:string ReportId:string AdditionalFields:dynamic`,
  IdentityQueryEvents: `
    Timestamp:datetime ActionType:string Application:string QueryType:string QueryTarget:string Query:string
    Protocol:string AccountName:string AccountDomain:string AccountUpn:string AccountSid:string
    AccountObjectId:string AccountDisplayName:string DeviceName:string IPAddress:string Port:int
    DestinationDeviceName:string DestinationIPAddress:string DestinationPort:int TargetDeviceName:string
    TargetAccountUpn:string TargetAccountDisplayName:string Location:string ReportId:string AdditionalFields:dynamic`,
} as const;
