// Taken from Microsoft's reference pages of the tables; a table is its columns with their types.
// https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
export const CLOUD_TABLES = {
  AIAgentsInfo: `
    Timestamp:datetime RegistrySource:string AIAgentId:guid AIAgentName:string AgentCreationTime:datetime
    CreatorAccountUpn:string OwnerAccountUpns:string LastModifiedByUpn:string LastModifiedTime:datetime
    LastPublishedTime:datetime LastPublishedByUpn:string AgentDescription:string AgentStatus:string
    UserAuthenticationType:string AgentUsers:string KnowledgeDetails:string AgentActionTriggers:string
    RawAgentInfo:string AuthenticationTrigger:string AccessControlPolicy:string AuthorizedSecurityGroupIds:dynamic
    AgentTopicsDetails:dynamic AgentToolsDetails:dynamic EnvironmentId:string Platform:string
    IsGenerativeOrchestrationEnabled:bool AgentAppId:string ConnectedAgentsSchemaNames:dynamic
    ChildAgentsSchemaNames:dynamic Version:string IsBlocked:bool Instructions:string EntraObjectId:string
    EntraBlueprintId:string AIModel:string AccessCapabilities:dynamic ElementTypes:dynamic SourceAgentId:string`,
  AgentsInfo: `
    Timestamp:datetime AgentId:string AgentName:string Platform:string AgentDescription:string Version:string
    SourceAgentId:string EntraAgentId:string EntraBlueprintId:string ToolsAuthenticationType:dynamic
    Permissions:dynamic PublishedStatus:string LifecycleStatus:string Availability:string CreatedDateTime:datetime
    LastPublishedDateTime:datetime LastUpdatedDateTime:datetime Owners:dynamic SharedWith:dynamic InstanceCount:int
    Instructions:string Model:string Channels:dynamic Capabilities:dynamic DeclaredDataSources:dynamic
    DeclaredTools:dynamic McpServers:dynamic Skills:dynamic ConnectedAgents:dynamic Memory:dynamic Triggers:dynamic
    Guardrails:dynamic Endpoints:dynamic ObservabilityId:dynamic RawAgentInfo:dynamic`,
  CloudAppEvents: `
    Timestamp:datetime ActionType:string Application:string ApplicationId:int AppInstanceId:int
    AccountObjectId:string AccountId:string AccountDisplayName:string IsAdminOperation:bool DeviceType:string
    OSPlatform:string IPAddress:string IsAnonymousProxy:bool CountryCode:string City:string Isp:string
    UserAgent:string ActivityType:string ActivityObjects:dynamic ObjectName:string ObjectType:string ObjectId:string
    ReportId:string AccountType:string IsExternalUser:bool IsImpersonated:bool IPTags:dynamic IPCategory:string
    UserAgentTags:dynamic RawEventData:dynamic AdditionalFields:dynamic LastSeenForUser:dynamic
    UncommonForUser:dynamic AuditSource:string SessionData:dynamic OAuthAppId:string`,
  CloudAuditEvents: `
    Timestamp:datetime ReportId:string DataSource:string ActionType:string OperationName:string ResourceId:string
    IPAddress:string IsAnonymousProxy:bool CountryCode:string City:string Isp:string UserAgent:string
    RawEventData:dynamic AdditionalFields:dynamic`,
  CloudDnsEvents: `
    Timestamp:datetime ReportId:string ActionType:string AzureResourceId:string AwsResourceName:string
    GcpFullResourceName:string KubernetesResource:string KubernetesNamespace:string KubernetesPodName:string
    ContainerName:string ContainerId:string ImageName:string ProcessName:string ProcessId:long DnsEventType:string
    DnsEventSubType:string DnsQuery:string DnsQueryTypeName:string DnsResponseCodeName:string
    DnsNetworkDuration:long TransactionIdHex:string AdditionalFields:dynamic`,
  CloudPolicyEnforcementEvents: `
    Timestamp:datetime ReportId:string DataSource:string SubscriptionId:string ActionType:string
    AzureResourceId:string AwsResourceName:string GcpFullResourceName:string Region:string ResourceKind:string
    ResourceName:string KubernetesNamespace:string Reason:string AdditionalFields:string`,
  CloudProcessEvents: `
    Timestamp:datetime AzureResourceId:string AwsResourceName:string GcpFullResourceName:string
    ContainerImageName:string KubernetesNamespace:string KubernetesPodName:string KubernetesResource:string
    ContainerName:string ContainerId:string ActionType:string FileName:string FolderPath:string ProcessId:long
    ProcessName:string ParentProcessName:string ParentProcessId:string ProcessCommandLine:string
    ProcessCreationTime:datetime ProcessCurrentWorkingDirectory:string AccountName:string LogonId:long
    InitiatingProcessId:string ImageDigest:string AgentId:string Region:string HostName:string
    AdditionalFields:string`,
  CloudStorageAggregatedEvents: `
    DataAggregationStartTime:datetime DataAggregationEndTime:datetime DataSource:string SubscriptionId:string
    ResourceGroup:string StorageAccount:string StorageContainer:string StorageFileShare:string ServiceType:string
    IpAddress:string UserAgentHeader:string OperationNamesList:dynamic AuthenticationType:string
    AccountObjectId:string AccountTenantId:long AccountApplicationId:string AccountUpn:string AccountType:long
    OperationsCount:int SuccessfulOperationsCount:int FailedOperationsCount:int FirstEventTimestamp:datetime
    LastEventTimestamp:datetime TotalResponseLength:int SuccessfulReadOperations:int DistinctGetOperations:int
    AnonymousSuccessfulOperations:int HasAnonymousResourceNotFoundFailures:bool CountryName:string CityName:string
    ProvinceName:string ClientSystemServiceName:string ClientCloudPlatformName:string IsTorExitNode:bool
    IsKnownSuspiciousIp:bool IsPrivateIp:bool SuspiciousUserAgentName:string HashReputationMd5List:dynamic
    AzureResourceId:string Location:string Timestamp:datetime ReportId:string ActionType:string
    AdditionalFields:dynamic`,
  DataSecurityBehaviors: `
    Timestamp:datetime BehaviorId:string ActionType:string StartTime:datetime EndTime:datetime
    AttackTechniques:string Categories:string ActionCategory:string Description:string ServiceSource:string
    DetectionSource:string ActivityCount:int IsAnomalous:bool IsContentHidden:bool AccountUpn:string
    AccountEmail:string Application:string DeviceInfo:dynamic SensitivityLabelInfo:dynamic
    SensitiveInfoTypesInfo:dynamic UrlDomainInfo:dynamic SharepointSiteInfo:dynamic RecipientEmailInfo:dynamic
    RemovableMediaInfo:dynamic PrinterName:dynamic PriorityContentMatchInfo:dynamic`,
  DataSecurityEvents: `
    ApplicationNames:string DeviceId:string DeviceName:string AadDeviceId:guid IsManagedDevice:bool
    DlpPolicyMatchInfo:string DlpPolicyEnforcementMode:int DlpPolicyRuleMatchInfo:dynamic FileRenameInfo:string
    PhysicalAccessPointId:string PhysicalAccessPointName:string PhysicalAccessStatus:string PhysicalAssetTag:string
    RemovableMediaManufacturer:string RemovableMediaModel:string RemovableMediaSerialNumber:string
    TeamsChannelName:string TeamsChannelType:string TeamsTeamName:string UserAlternateEmails:string
    AccountUpn:string AccountObjectId:string Department:string SourceCodeInfo:string CcPolicyMatchInfo:dynamic
    IPAddress:string Timestamp:datetime DeviceSourceLocationType:int DeviceDestinationLocationType:int
    IrmPolicyMatchInfo:dynamic UnallowedUrlDomains:string ExternalUrlDomains:string UrlDomainInfo:string
    SourceUrlDomain:string TargetUrlDomain:string EmailAttachmentCount:int EmailAttachmentInfo:dynamic
    InternetMessageId:string NetworkMessageId:guid EmailSubject:string ObjectId:string ObjectName:string
    ObjectType:string ObjectSize:int IsHidden:bool ActivityId:guid ActionType:string SensitiveInfoTypeInfo:dynamic
    SensitivityLabelId:string SharepointSiteSensitivityLabelIds:string PreviousSensitivityLabelId:string
    Operation:string RecipientEmailAddress:string SiteUrl:string SourceRelativeUrl:string TargetFilePath:string
    PrinterName:string Workload:string IrmActionCategory:string SequenceCorrelationId:string CloudAppAlertId:string`,
  GraphAPIAuditEvents: `
    IdentityProvider:string ApiVersion:string ApplicationId:string ClientRequestId:string OperationId:string
    AccountObjectId:string Location:string RequestDuration:string RequestMethod:string Timestamp:datetime
    ResponseStatusCode:string Scopes:string EntityType:string ReportId:string RequestUri:string
    UniqueTokenIdentifier:string RequestId:string IpAddress:string ServicePrincipalId:string TargetWorkload:string
    ResponseSize:long TenantId:string Type:string SourceSystem:string TimeGenerated:datetime`,
  OAuthAppInfo: `
    ReportId:string Timestamp:datetime OAuthAppId:string ServicePrincipalId:string AppName:string
    AddedOnTime:datetime LastModifiedTime:datetime AppStatus:string VerifiedPublisher:dynamic PrivilegeLevel:string
    Permissions:dynamic ConsentedUsersCount:int IsAdminConsented:bool AppOrigin:string LastUsedTime:datetime
    AppOwnerTenantId:string`,
} as const;
