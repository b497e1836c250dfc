import { describe, expect, it } from 'vitest';
import { ALERT_COLUMNS, toContext } from '../../src/xsoar/alert.ts';
import { contextKey, entry } from '../../src/xsoar/entry.ts';
import { NATIVE_INCIDENT_COLUMNS } from '../../src/xsoar/native-incident.ts';
import { justAfter } from '../../src/xsoar/tick.ts';

function row(incident: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(NATIVE_INCIDENT_COLUMNS.map(({ header, value }) => [header, value(incident)]));
}

describe('an entry', () => {
  it('has the key the platform makes of a prefix and a key field', () => {
    expect(contextKey('Microsoft365Defender.Incident', 'incidentId')).toBe(
      'Microsoft365Defender.Incident(val.incidentId && val.incidentId == obj.incidentId)',
    );
  });

  it('leaves the context as it is when nothing was found', () => {
    expect(entry('A', 'id', [], 'none').outputs).toEqual({});
  });
});

describe('an alert in the context', () => {
  it('has capital names at every depth, and the names of the integration for the id and the creation time', () => {
    expect(
      toContext({
        id: 'a',
        createdDateTime: 't',
        title: null,
        mitreTechniques: ['T1059'],
        comments: [{ comment: 'hi', createdDateTime: 'u' }],
        evidence: [
          {
            '@odata.type': '#x',
            countryLetterCode: 'DE',
            imageFile: { sha1: '0', fileSize: 7 },
            ports: [1, null],
          },
        ],
      }),
    ).toEqual({
      ID: 'a',
      CreatedDate: 't',
      Title: null,
      MitreTechniques: ['T1059'],
      Comments: [{ Comment: 'hi', CreatedDate: 'u' }],
      Evidence: [
        {
          '@odata.type': '#x',
          '@odata.Type': '#x',
          CountryLetterCode: 'DE',
          'C\u05b9ountryLetterCode': 'DE',
          ImageFile: { Sha1: '0', FileSize: 7 },
          Ports: [1, null],
        },
      ],
    });
  });

  it('is shown in the columns of the integration', () => {
    expect(ALERT_COLUMNS.map(({ header }) => header).join()).toBe(
      'ID,DetectionSource,ServiceSource,Title,Category,Severity,CreatedDate,LastUpdateDateTime,Status,IncidentId',
    );
  });
});

describe('an incident in the table', () => {
  it('is shown in the columns of the integration, and one more', () => {
    expect(NATIVE_INCIDENT_COLUMNS.map(({ header }) => header).join()).toBe(
      'Incident name,Tags,Severity,Incident ID,Categories,Impacted entities,Impacted mailboxes,Active alerts,' +
        'Service sources,Detection sources,First activity,Last activity,Status,Assigned to,Classification,' +
        'Device groups,Devices',
    );
  });

  it('counts open alerts and says each thing once', () => {
    const alert = (more: Record<string, unknown>): Record<string, unknown> => ({
      category: 'Malware',
      serviceSource: 'MicrosoftDefenderATP',
      detectionSource: 'WindowsDefenderAv',
      ...more,
    });
    expect(
      row({
        incidentId: 5,
        tags: ['x', 'y'],
        alerts: [
          alert({
            status: 'New',
            firstActivity: '2026-01-02T00:00:00.5Z',
            lastActivity: '2026-01-02T00:00:00.5Z',
            entities: [
              { entityType: 'User', domainName: 'contoso' },
              { entityType: 'File', domainName: 'nobody' },
            ],
            devices: [{ deviceDnsName: 'pc1', rbacGroupName: 'Laptops' }],
          }),
          alert({
            status: 'Resolved',
            firstActivity: '2026-01-02T00:00:00Z',
            lastActivity: '2026-01-02T00:00:00.25Z',
            entities: [
              { entityType: 'User', domainName: 'contoso' },
              { entityType: 'MailBox', mailboxAddress: 'a@b' },
            ],
            devices: [{ deviceDnsName: 'pc2', rbacGroupName: 'Laptops' }],
          }),
          alert({ status: null }),
        ],
      }),
    ).toMatchObject({
      'Incident ID': 5,
      Tags: ['x', 'y'],
      Categories: ['Malware'],
      'Impacted entities': ['contoso'],
      'Impacted mailboxes': ['a@b'],
      'Active alerts': '1 / 2',
      'Service sources': ['MicrosoftDefenderATP'],
      'First activity': '2026-01-02T00:00:00Z',
      'Last activity': '2026-01-02T00:00:00.5Z',
      'Assigned to': 'Unassigned',
      Classification: 'Not set',
      'Device groups': ['Laptops'],
      Devices: ['pc1', 'pc2'],
    });
  });

  it.each([
    {},
    { alerts: null, tags: null },
    { alerts: [null, 7, {}] },
    { alerts: [{ entities: null, devices: null, firstActivity: null, lastActivity: 'soon' }] },
    { alerts: [{ entities: [null], devices: ['x'] }] },
  ])('survives %j', (incident) => {
    expect(row(incident)).toMatchObject({ 'First activity': undefined, 'Impacted entities': [] });
  });
});

describe('the time just after another', () => {
  it.each([
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.0000001Z'],
    ['2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00.5000001Z'],
    ['2026-12-31T23:59:59.9999999Z', '2027-01-01T00:00:00.0000000Z'],
  ])('%s is %s', (time, after) => {
    expect(justAfter(time)).toBe(after);
  });
});
