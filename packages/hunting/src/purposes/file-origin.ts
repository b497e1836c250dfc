import { NEWEST_FIRST, type PurposeFamily } from './purpose.ts';

/** Where a file came from. A download is renamed when it is complete, and only then has its name. */
export const fileOrigin: PurposeFamily = {
  id: 'file-origin',
  title: 'File origin',
  purposes: [
    {
      id: '',
      summary:
        'how a file came to a device: address it was loaded from, process that wrote it, and its parent',
      tables: ['DeviceFileEvents'],
      files: 'target',
      needs: 'selector',
      steps: [
        'where ActionType in ("FileCreated", "FileRenamed")',
        'project Timestamp, DeviceId, DeviceName, ActionType, FileName, FolderPath, PreviousFileName, SHA1, SHA256, MD5, ' +
          'FileOriginUrl, FileOriginReferrerUrl, FileOriginIP, ' +
          'InitiatingProcessFileName, InitiatingProcessFolderPath, InitiatingProcessCommandLine, InitiatingProcessSHA1, ' +
          'InitiatingProcessAccountDomain, InitiatingProcessAccountName, InitiatingProcessParentFileName, ' +
          'InitiatingProcessParentId, ReportId',
      ],
      order: NEWEST_FIRST,
    },
  ],
};
