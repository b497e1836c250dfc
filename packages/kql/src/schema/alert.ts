// Taken from Microsoft's reference pages of the tables; a table is its columns with their types.
// https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
export const ALERT_TABLES = {
  AlertEvidence: `
    Timestamp:datetime AlertId:string Title:string Categories:string AttackTechniques:string ServiceSource:string
    DetectionSource:string EntityType:string EvidenceRole:string EvidenceDirection:string FileName:string
    FolderPath:string SHA1:string SHA256:string FileSize:long ThreatFamily:string RemoteIP:string RemoteUrl:string
    AccountName:string AccountDomain:string AccountSid:string AccountObjectId:string AccountUpn:string
    DeviceId:string DeviceName:string LocalIP:string NetworkMessageId:string EmailSubject:string Application:string
    ApplicationId:int OAuthApplicationId:string ProcessCommandLine:string RegistryKey:string
    RegistryValueName:string RegistryValueData:string AdditionalFields:string Severity:string CloudResource:string
    CloudPlatform:string ResourceType:string ResourceID:string SubscriptionId:string`,
  AlertInfo: `
    Timestamp:datetime AlertId:string Title:string Category:string Severity:string ServiceSource:string
    DetectionSource:string AttackTechniques:string`,
  BehaviorEntities: `
    Timestamp:datetime BehaviorId:string Categories:string ServiceSource:string DetectionSource:string
    DataSources:string EntityType:string EntityRole:string DetailedEntityRole:string FileName:string
    FolderPath:string SHA1:string SHA256:string FileSize:long ThreatFamily:string RemoteIP:string RemoteUrl:string
    AccountName:string AccountDomain:string AccountSid:string AccountObjectId:string CloudPlatform:string
    CloudResourceType:string CloudResourceId:string CloudSubscriptionId:string AccountUpn:string DeviceId:string
    DeviceName:string LocalIP:string NetworkMessageId:string EmailSubject:string EmailClusterId:string
    Application:string ApplicationId:int OAuthApplicationId:string ProcessCommandLine:string RegistryKey:string
    RegistryValueName:string RegistryValueData:string AdditionalFields:string ActionType:string`,
  BehaviorInfo: `
    Timestamp:datetime BehaviorId:string Title:string Description:string Categories:string AttackTechniques:string
    ServiceSource:string DetectionSource:string DataSources:string DeviceId:string AccountUpn:string
    AccountObjectId:string StartTime:datetime EndTime:datetime AdditionalFields:string ActionType:string`,
  DisruptionAndResponseEvents: `
    Timestamp:datetime ActionType:string DeviceId:string SourceDeviceId:string TargetDeviceId:string
    TargetDeviceName:string TargetDomainName:string DeviceName:string DomainName:string InitiatingProcessId:int
    InitiatingProcessFileName:string SourceUserSid:string SourceUserName:string SourceUserDomainName:string
    SourceIpAddress:string SourcePort:int IpAddress:string Port:string SourceDeviceName:string
    SourceDomainName:string AuthenticationProtocol:string Service:string InterfaceUuid:string
    InterfaceFriendlyName:string FileName:string ShareName:string LogonType:string LogonId:long SessionId:long
    CompromisedAccountCount:int PolicyId:string PolicyName:string PolicyVersion:string PolicyHash:string
    DataSources:string IsPolicyOn:bool ReportType:string`,
  ExposureGraphEdges: `
    EdgeId:string EdgeLabel:string SourceNodeId:string SourceNodeName:string SourceNodeLabel:string
    SourceNodeCategories:dynamic TargetNodeId:string TargetNodeName:string TargetNodeLabel:string
    TargetNodeCategories:dynamic EdgeProperties:dynamic`,
  ExposureGraphNodes: `
    NodeId:string NodeLabel:string NodeName:string Categories:dynamic NodeProperties:dynamic EntityIds:dynamic`,
} as const;
