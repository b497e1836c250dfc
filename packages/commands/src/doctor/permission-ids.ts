import type { Permission } from '../define.ts';

type Audience = Permission['audience'];

/** The first-party application behind each API, and the permissions it publishes: application id, delegated id. */
interface Api {
  readonly name: string;
  readonly appId: string;
  readonly ids: Readonly<Record<string, { readonly role?: string; readonly scope?: string }>>;
}

/**
 * Ids are the same in every tenant of a cloud. Those of Graph stand in its permissions reference; the other two
 * APIs publish theirs on their service principals: `az ad sp show --id APPID --query appRoles`.
 *
 * @see https://learn.microsoft.com/graph/permissions-reference
 */
export const APIS: Readonly<Record<Audience, Api>> = {
  graph: {
    name: 'Microsoft Graph',
    appId: '00000003-0000-0000-c000-000000000000',
    ids: {
      'SecurityAlert.Read.All': {
        role: '472e4a4d-bb4a-4026-98d1-0b0d74cb74a5',
        scope: 'bc257fb8-46b4-4b15-8713-01e91bfbe4ea',
      },
      'SecurityAlert.ReadWrite.All': {
        role: 'ed4fca05-be46-441f-9803-1873825f8fdb',
        scope: '471f2a7f-2a42-4d45-a2bf-594d0838070d',
      },
      'SecurityIncident.Read.All': {
        role: '45cc0394-e837-488b-a098-1918f48d186c',
        scope: 'b9abcc4f-94fc-4457-9141-d20ce80ec952',
      },
      'SecurityIncident.ReadWrite.All': {
        role: '34bf0e97-1971-4929-b999-9e2442d941d7',
        scope: '128ca929-1a19-45e6-a3b8-435ec44a36ba',
      },
      'ThreatHunting.Read.All': {
        role: 'dd98c7f5-2d42-42d3-a0e4-633161547251',
        scope: 'b152eca8-ea73-4a48-8c98-1a6742673d99',
      },
    },
  },
  endpoint: {
    name: 'WindowsDefenderATP',
    appId: 'fc780465-2017-40d4-a0c5-307022471b92',
    ids: {
      'AdvancedQuery.Read': { scope: '1fb6e712-1bd9-4184-b1c0-5e71e759196b' },
      'AdvancedQuery.Read.All': { role: '93489bf5-0fbc-4f2d-b901-33f2fe08ff05' },
      'Alert.Read': { scope: 'b2069dc0-9fe9-4e6d-9aca-ccf3dd503819' },
      'Alert.Read.All': { role: '71fe6b80-7034-4028-9ed8-0f316df9c3ff' },
      'Alert.ReadWrite': { scope: 'cbc3b413-21e6-416d-95a4-af87687efbd0' },
      'Alert.ReadWrite.All': { role: '0f7000ec-157b-497f-b70e-ef0b0584f140' },
      'File.Read.All': {
        role: '8788f1a9-beca-4e26-ba58-10513f3b896f',
        scope: '8fce64a0-67c8-4e39-8f47-cac9ff7e13bb',
      },
      'Ip.Read.All': {
        role: '47bf842d-354b-49ef-b741-3a6dd815bc13',
        scope: 'b65a97e8-c8e8-4908-b19a-f654615de1a9',
      },
      'Library.Manage': {
        role: '41d209c7-2511-4fc9-b899-8008a3976f09',
        scope: '5998a3da-2c9b-4bf3-99bd-44c9fe337ad2',
      },
      'Machine.CollectForensics': {
        role: '15405ab2-2103-4a3c-ad80-e829841cedcc',
        scope: '5eb7b9dc-cbce-4c7e-9d73-5be248260ae6',
      },
      'Machine.Isolate': {
        role: '7e4e1300-e1b9-4102-88ba-f0cb6e6d5974',
        scope: '479231ef-3b86-4933-ae6b-1fa84bba9e31',
      },
      'Machine.LiveResponse': {
        role: '1629b959-c0af-42a1-92f0-f6162060bdf1',
        scope: '25fb0c21-5877-492a-8d0c-e7893a9585cc',
      },
      'Machine.Offboard': {
        role: '594435bf-36dd-4548-83bd-1bdafe157d7a',
        scope: '29d1c73a-07f6-495f-b62b-1554a954d0a3',
      },
      'Machine.Read': { scope: 'fbd3d33a-b1f5-4573-906c-51b39682fbcf' },
      'Machine.Read.All': { role: 'ea8291d3-4b9a-44b5-bc3a-6cea3026dc79' },
      'Machine.ReadWrite': { scope: 'f6846c57-9e3c-4a65-81aa-2f5e09ff4f0b' },
      'Machine.ReadWrite.All': { role: 'aa027352-232b-4ed4-b963-a705fc4d6d2c' },
      'Machine.RestrictExecution': {
        role: '96b6b35d-074d-4e2d-b167-8d68d9269648',
        scope: 'abddfa88-80bb-4aef-81ff-18cbf29363a9',
      },
      'Machine.Scan': {
        role: 'a86d9824-b2b6-45f8-b042-16bc4922ed4e',
        scope: 'b4618115-647e-42a5-bd0d-0ea9878fb376',
      },
      'Machine.StopAndQuarantine': {
        role: '96e72b5e-7e68-4171-aad1-3937599e4751',
        scope: '69e036b7-3f10-4d4c-a85e-82295629eca8',
      },
      'RemediationTasks.Read': { scope: '19956c04-168f-4f44-b471-48c8f50dc0c8' },
      'RemediationTasks.Read.All': { role: '6a33eedf-ba73-4e5a-821b-f057ef63853a' },
      'Score.Read': { scope: 'df4ed126-3a4c-460a-b0fc-67aea84fc332' },
      'Score.Read.All': { role: '02b005dd-f804-43b4-8fc7-078460413f74' },
      'SecurityBaselinesAssessment.Read': { scope: 'd42e2aa1-a664-43a9-b7c6-2766d44a6687' },
      'SecurityBaselinesAssessment.Read.All': { role: 'e870c0c1-c1a2-41ca-948e-a33912d2d3f0' },
      'SecurityRecommendation.Read': { scope: '1ab96238-1253-4059-a32f-4087f20ed65d' },
      'SecurityRecommendation.Read.All': { role: '6443965c-7dd2-4cfd-b38f-bb7772bee163' },
      'Software.Read': { scope: '5f216ada-3f51-4a22-ace5-06b198328476' },
      'Software.Read.All': { role: '37f71c98-d198-41ae-964d-2c49aab74926' },
      'Ti.ReadWrite': {
        role: 'a8bc2240-f96a-46a1-bad5-6a960b7327a1',
        scope: '650ff1f9-dd5f-48ee-8c58-7beef332c818',
      },
      'Ti.ReadWrite.All': { role: 'fc511a58-3adf-4d71-af24-00f13e35e479' },
      'Url.Read.All': {
        role: '721af526-ffa8-42d7-9b84-1a56244dd99d',
        scope: '42b4777c-6196-49ad-9cfc-207e73f2eb61',
      },
      'User.Read.All': {
        role: 'a833834a-4cf1-4732-8acf-bbcfa13fb610',
        scope: 'ffd6563e-842b-4cfc-b349-06006e0473a3',
      },
      'Vulnerability.Read': { scope: '63a677ce-818c-4409-9d12-5c6d2e2a6bfe' },
      'Vulnerability.Read.All': { role: '41269fc5-d04d-4bfd-bce7-43a51cea049a' },
    },
  },
  xdr: {
    name: 'Microsoft Threat Protection',
    appId: '8ee8fdad-f234-4243-8f3b-15c294843740',
    ids: {
      'AdvancedHunting.Read': { scope: '15f11de4-5113-4268-a2d1-0bad43d781f9' },
      'AdvancedHunting.Read.All': { role: '7734e8e5-8dde-42fc-b5ae-6eafea078693' },
      'Incident.Read': { scope: '12c153a4-4204-4224-aa3c-4626e2f47c2b' },
      'Incident.Read.All': { role: 'a9790345-4595-42e4-971a-ccdc79f19b7c' },
      'Incident.ReadWrite': { scope: '2af415cc-88cf-4146-a0c8-444c3a80d5db' },
      'Incident.ReadWrite.All': { role: '8d90f441-09cf-4fdc-ab45-e874fa3a28e8' },
    },
  },
};
