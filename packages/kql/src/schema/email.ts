// Taken from Microsoft's reference pages of the tables; a table is its columns with their types.
// https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
export const EMAIL_TABLES = {
  CampaignInfo: `
    Timestamp:datetime CampaignName:string CampaignId:string CampaignType:string CampaignSubtype:string
    NetworkMessageId:string RecipientEmailAddress:string ReportId:string`,
  EmailAttachmentInfo: `
    Timestamp:datetime NetworkMessageId:string SenderFromAddress:string SenderDisplayName:string
    SenderObjectId:string RecipientEmailAddress:string RecipientObjectId:string FileName:string FileType:string
    SHA256:string FileSize:long ThreatTypes:string ThreatNames:string DetectionMethods:string ReportId:string`,
  EmailEvents: `
    Timestamp:datetime NetworkMessageId:string InternetMessageId:string SenderMailFromAddress:string
    SenderFromAddress:string SenderDisplayName:string SenderObjectId:string SenderMailFromDomain:string
    SenderFromDomain:string SenderIPv4:string SenderIPv6:string RecipientEmailAddress:string
    RecipientObjectId:string Subject:string EmailClusterId:long EmailDirection:string DeliveryAction:string
    DeliveryLocation:string ThreatTypes:string ThreatNames:string DetectionMethods:string ConfidenceLevel:string
    BulkComplaintLevel:int EmailAction:string EmailActionPolicy:string EmailActionPolicyGuid:string
    AuthenticationDetails:string AttachmentCount:int UrlCount:int EmailLanguage:string Connectors:string
    OrgLevelAction:string OrgLevelPolicy:string UserLevelAction:string UserLevelPolicy:string ReportId:string
    AdditionalFields:string LatestDeliveryLocation:string LatestDeliveryAction:string DistributionList:string`,
  EmailPostDeliveryEvents: `
    Timestamp:datetime NetworkMessageId:string InternetMessageId:string Action:string ActionType:string
    ActionTrigger:string ActionResult:string RecipientEmailAddress:string DeliveryLocation:string
    SourceLocation:string ThreatTypes:string DetectionMethods:string ReportId:string`,
  EmailUrlInfo: `
    Timestamp:datetime NetworkMessageId:string Url:string UrlDomain:string UrlLocation:string ReportId:string`,
  FileMaliciousContentInfo: `
    Timestamp:datetime Workload:string FileName:string FolderPath:string FileSize:long SHA256:string
    FileOwnerDisplayName:string FileOwnerUpn:string DocumentId:string ThreatTypes:dynamic ThreatNames:string
    DetectionMethods:string LastModifyingAccountUpn:string LastModifiedTime:datetime FileCreationTime:datetime
    ReportId:string`,
  MessageEvents: `
    Timestamp:datetime LastEditedTime:string TeamsMessageId:string SenderEmailAddress:string
    SenderDisplayName:string SenderObjectId:string SenderType:string RecipientDetails:dynamic IsOwnedThread:bool
    MessageId:string ParentMessageId:string GroupId:string GroupName:string ThreadId:string ThreadSubtype:string
    IsExternalThread:bool MessageFormatType:string MessageFormatSubtype:string MessageVersion:string
    MessageSubject:string ThreatTypes:string DetectionMethods:dynamic ConfidenceLevel:dynamic DeliveryAction:string
    DeliveryLocation:string ReportId:string SafetyTip:string`,
  MessagePostDeliveryEvents: `
    Timestamp:datetime TeamsMessageId:string Action:string ActionType:string ActionTrigger:string
    ActionResult:string SenderEmailAddress:string RecipientDetails:dynamic ThreatTypes:string
    ConfidenceLevel:dynamic DetectionMethods:string LatestDeliveryLocation:string ReportId:string
    IsExternalThread:bool SafetyTip:string`,
  MessageUrlInfo: `
    Timestamp:datetime TeamsMessageId:string Url:string UrlDomain:string ThreatTypes:string ReportId:string`,
  UrlClickEvents: `
    Timestamp:datetime Url:string ActionType:string AccountUpn:string Workload:string NetworkMessageId:string
    ThreatTypes:string DetectionMethods:string IPAddress:string IsClickedThrough:bool UrlChain:string
    ReportId:string AppName:string AppVersion:string SourceId:string TenantId:string Type:string SourceSystem:string
    TimeGenerated:datetime`,
} as const;
