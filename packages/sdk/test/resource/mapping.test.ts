import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endpointAlertToGraph,
  endpointAlertToNative,
  incidentToGraph,
  incidentToNative,
  words,
} from '../../src/index.ts';
import type { Native } from '../../src/index.ts';

const folder = fileURLToPath(new URL('../../../../../shared/fixtures/', import.meta.url));
const present = existsSync(folder);
const skipped = present ? '' : ' (skipped: ../shared/fixtures is not here)';

function recorded(file: string): Native[] {
  const body = JSON.parse(readFileSync(folder + file, 'utf8')) as Record<string, unknown>;
  const pages = (body['response_list'] ?? [body]) as Record<string, unknown>[];
  return pages.flatMap((page) => (page['value'] ?? [page]) as Native[]);
}

describe('the table between the native shapes and that of Graph', () => {
  it.skipIf(!present)(`gives every recorded incident back as it was${skipped}`, () => {
    const files = ['xdr-fetch_response.json', 'xdr-incidents_list_response.json', 'xdr-raw_incident.json'];
    const incidents = files.flatMap(recorded);
    expect(incidents.length).toBeGreaterThan(100);
    for (const incident of incidents) expect(incidentToNative(incidentToGraph(incident))).toEqual(incident);
  });

  it.skipIf(!present)(`gives every recorded alert of Defender for Endpoint back as it was${skipped}`, () => {
    const files = ['first', 'second', 'third'].map((name) => `endpoint-${name}_response_alerts.json`);
    const alerts = files.flatMap(recorded);
    expect(alerts.length).toBeGreaterThan(3);
    for (const alert of alerts) {
      // Listed: evidence is an empty list where the recording, older than it, has none.
      expect(endpointAlertToNative(endpointAlertToGraph(alert))).toEqual({ evidence: [], ...alert });
    }
  });

  const text = fc.string({ minLength: 1, maxLength: 12 });
  const maybe = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.option(arbitrary, { nil: null });
  const entity = fc.oneof(
    fc.record({ entityType: fc.constant('User'), accountName: text, aadUserId: text, userSid: text }),
    fc.record({ entityType: fc.constant('File'), sha1: text, fileName: text, deviceId: text }),
    fc.record({
      entityType: fc.constant('Process'),
      processId: fc.nat(),
      fileName: text,
      parentProcessFileName: text,
      accountName: text,
    }),
    fc.record({ entityType: fc.constant('Registry'), registryKey: text, registryHive: text }),
    fc.record({
      entityType: fc.constant('Registry'),
      registryKey: text,
      registryValue: text,
      deviceId: text,
    }),
    fc.record({ entityType: fc.constant('MailBox'), mailboxAddress: text, userPrincipalName: text }),
    fc.record({ entityType: fc.constant('MailMessage'), sender: text, recipient: text, subject: text }),
    fc.record({ entityType: fc.constant('SecurityGroup'), securityGroupName: text, securityGroupId: text }),
    fc.record({ entityType: fc.constant('Tomorrow'), somethingNew: text }),
  );
  const alert = fc.record({
    alertId: text,
    incidentId: fc.nat(),
    serviceSource: fc.constantFrom(
      'MicrosoftDefenderForEndpoint',
      'MicrosoftCloudAppSecurity',
      'SomethingNew',
    ),
    detectionSource: fc.constantFrom('WindowsDefenderAv', 'MCAS', 'CustomerTI', 'MTP', null),
    determination: fc.constantFrom('NoEnoughDataToValidate', 'CompromisedAccount', 'Malware', null),
    classification: fc.constantFrom('TruePositive', 'FalsePositive', null),
    severity: fc.constantFrom('UnSpecified', 'High'),
    investigationId: maybe(fc.nat()),
    devices: fc.array(
      fc.record({
        mdatpDeviceId: text,
        aadDeviceId: maybe(text),
        osProcessor: text,
        riskScore: fc.constantFrom('None', 'High'),
        vmMetadata: maybe(fc.record({ cloudProvider: fc.constant('Azure'), vmId: text })),
        tags: fc.array(text),
      }),
    ),
    entities: fc.array(entity),
    aFieldOfTomorrow: maybe(text),
  });
  const incident = fc.record({
    incidentId: fc.nat(),
    redirectIncidentId: maybe(fc.nat()),
    incidentName: text,
    tags: fc.array(text),
    status: fc.constantFrom('Active', 'Redirected', 'AwaitingAction'),
    classification: fc.constantFrom('Unknown', 'InformationalExpectedActivity'),
    determination: fc.constantFrom('NotAvailable', 'SecurityTesting'),
    comments: fc.array(fc.record({ comment: text, createdBy: text, createdTime: text })),
    alerts: fc.array(alert),
  });

  it('is its own reverse', () => {
    fc.assert(
      fc.property(incident, (native) => {
        expect(incidentToNative(incidentToGraph(native))).toEqual(native);
      }),
    );
  });

  it.each<[string, words.Words, string, string]>([
    ['Clean', words.determination, 'notMalicious', 'NotMalicious'],
    ['CompromisedUser', words.determination, 'compromisedAccount', 'CompromisedAccount'],
    ['InsufficientData', words.determination, 'notEnoughDataToValidate', 'NoEnoughDataToValidate'],
    ['ConfirmedUserActivity', words.determination, 'confirmedActivity', 'ConfirmedActivity'],
    ['UnSpecified', words.severity, 'unknown', 'UnSpecified'],
    [
      'MicrosoftDefenderATP',
      words.serviceSource,
      'microsoftDefenderForEndpoint',
      'MicrosoftDefenderForEndpoint',
    ],
    ['OfficeATP', words.serviceSource, 'microsoftDefenderForOffice365', 'MicrosoftDefenderForOffice365'],
    ['MCAS', words.detectionSource, 'cloudAppSecurity', 'MCAS'],
    [
      'Informational, expected activity',
      words.classification,
      'informationalExpectedActivity',
      'InformationalExpectedActivity',
    ],
    ['WordOfTomorrow', words.detectionSource, 'wordOfTomorrow', 'WordOfTomorrow'],
  ])('reads %s and writes it in the current spelling', (given, table, graph, native) => {
    expect(table.graph(given)).toBe(graph);
    expect(table.native(graph)).toBe(native);
  });

  it('spells some determinations as Defender for Endpoint does', () => {
    expect(words.determination.native('compromisedAccount', 'endpoint')).toBe('CompromisedUser');
    expect(words.determination.native('notEnoughDataToValidate', 'endpoint')).toBe('InsufficientData');
  });
});
