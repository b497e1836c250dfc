import { fileColumns } from '../actor.ts';
import { cloudActivity } from '../cloud-log.ts';
import { keyboard, type Technique } from './technique.ts';

const SHAREPOINT = { application: 'Microsoft SharePoint Online', applicationId: 20892 };
const DOWNLOADS = 60;

/** Everything is packed with a password and copied to a stick. */
const archive: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const explorer = keys.running('explorer.exe', scene.when(0.2));
  const shell = keys.run(0.2, explorer, 'cmd.exe', 'cmd.exe');
  const packer = keys.run(
    0.3,
    shell,
    '7z.exe',
    `7z.exe a -pS3cret! -mhe=on C:\\Users\\${keys.user?.account ?? 'Public'}\\Documents\\photos.7z D:\\Shares\\Customers`,
  );
  const packed = { ...fileColumns(null), name: 'photos.7z', size: 734_003_200 };
  keys.log.file(scene.when(0.35), 'FileCreated', packer, {
    ...packed,
    path: `C:\\Users\\${keys.user?.account ?? 'Public'}\\Documents\\photos.7z`,
  });
};

const stick: Technique = (scene, write) => {
  const keys = keyboard(scene, write);
  if (keys === undefined) return;
  const explorer = keys.running('explorer.exe', scene.when(0.4));
  const drive = {
    DriveLetter: 'E:',
    BusType: '7',
    ProductName: 'Ultra USB 3.0',
    SerialNumber: `4C5300${scene.random.hex(8).toUpperCase()}`,
    Manufacturer: 'SanDisk',
  };
  keys.log.event(scene.when(0.4), 'UsbDriveMounted', explorer, drive);
  keys.log.event(scene.when(0.39), 'PnpDeviceConnected', explorer, {
    ClassName: 'DiskDrive',
    DeviceDescription: 'Disk drive',
    DeviceId: `USBSTOR\\Disk&Ven_SanDisk\\${drive.SerialNumber}`,
  });
  keys.log.file(scene.when(0.5), 'FileCreated', explorer, {
    ...fileColumns(null),
    name: 'photos.7z',
    path: 'E:\\photos.7z',
    size: 734_003_200,
  });
};

/** More downloads in an hour than in a month. */
const mass: Technique = (scene, write) => {
  for (let number = 0; number < DOWNLOADS; number += 1)
    cloudActivity(write, scene, scene.when(number / DOWNLOADS), scene.user, {
      ...SHAREPOINT,
      action: 'FileDownloaded',
      address: scene.address,
      object: `customer record ${number}.docx`,
      objectType: 'File',
    });
};

const share: Technique = (scene, write) => {
  cloudActivity(write, scene, scene.when(0.5), scene.user, {
    ...SHAREPOINT,
    action: 'AnonymousLinkCreated',
    address: scene.address,
    object: scene.file?.name ?? 'customers.xlsx',
    objectType: 'File',
  });
  const keys = keyboard(scene, write);
  keys?.log.network(scene.when(0.6), keys.running('msedge.exe', scene.when(0.6)), {
    address: '203.0.113.120',
    port: 443,
    url: 'https://upload.private-store.example/api',
  });
};

export const EXFILTRATION_TECHNIQUES: Readonly<Record<string, Technique>> = {
  'T1052.001': stick,
  T1530: mass,
  'T1560.001': archive,
  'T1567.002': share,
};
