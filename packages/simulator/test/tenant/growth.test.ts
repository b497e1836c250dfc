import { describe, expect, it } from 'vitest';
import { companyEstate } from '../../src/tenant/estate.ts';
import { Growth } from '../../src/tenant/growth.ts';
import { tickOfMs } from '../../src/tenant/tick.ts';
import { determinationsOf } from '../../src/tenant/vocabulary.ts';

const until = tickOfMs(Date.UTC(2026, 10, 20));
const growth = new Growth({ incidents: 600, seed: 'growth', until }, companyEstate());
const indexes = Array.from({ length: growth.count }, (_, index) => index);
const alertsOf = (index: number): ReturnType<Growth['alert']>[] =>
  Array.from({ length: growth.head(index).alerts }, (_, position) => growth.alert(index, position));

describe('a grown tenant', () => {
  it('is the same for the same seed, in any order of asking, and another for another seed', () => {
    const again = new Growth({ incidents: 600, seed: 'growth', until }, companyEstate());
    const other = new Growth({ incidents: 600, seed: 'other', until }, companyEstate());
    for (const index of indexes.toReversed()) expect(again.incident(index)).toEqual(growth.incident(index));
    expect(again.alert(77, 0)).toEqual(growth.alert(77, 0));
    expect(indexes.some((index) => other.head(index).story.name !== growth.head(index).story.name)).toBe(
      true,
    );
  });

  it('lets alerts be filtered by what they are, without their evidence', () => {
    for (const index of indexes.slice(0, 100))
      for (const [position, { evidence, ...bare }] of alertsOf(index).entries()) {
        expect(evidence.length).toBeGreaterThan(0);
        expect(growth.bareAlert(index, position)).toEqual(bare);
      }
  });

  it('has creation times that rise, updates that follow them, and some of both that are tied', () => {
    const times = indexes.map((index) => growth.times(index));
    for (const [index, [created, updated]] of times.entries()) {
      expect(updated).toBeGreaterThanOrEqual(created);
      expect(updated).toBeLessThanOrEqual(until);
      expect(created).toBeGreaterThanOrEqual(times[index - 1]?.[0] ?? 0);
    }
    expect(new Set(times.map(([created]) => created)).size).toBeLessThan(times.length);
  });

  it('tells stories of one to twelve alerts; merged incidents keep none', () => {
    for (const index of indexes) {
      const { alerts, redirect } = growth.head(index);
      if (redirect === null) expect(alerts).toBeGreaterThanOrEqual(1);
      else expect(alerts).toBe(0);
      expect(alerts).toBeLessThanOrEqual(12);
    }
  });

  it('merges only into incidents that are not merged themselves', () => {
    const merged = indexes.map((index) => growth.head(index)).filter(({ redirect }) => redirect !== null);
    expect(merged.length).toBeGreaterThan(5);
    for (const { redirect } of merged) {
      const winner = growth.indexOf(redirect ?? 0);
      expect(growth.head(winner ?? -1).redirect).toBeNull();
    }
  });

  it('gives only determinations that belong to the classification', () => {
    for (const index of indexes)
      for (const { classification, determination } of [growth.incident(index), ...alertsOf(index)])
        if (classification !== null) expect(determinationsOf[classification]).toContain(determination);
  });

  it('leaves evidence of every kind, and text that attackers chose', () => {
    const alerts = indexes.flatMap(alertsOf);
    const kinds = new Set(alerts.flatMap(({ evidence }) => evidence.map(({ subject }) => subject.kind)));
    expect([...kinds].toSorted()).toEqual(
      [
        ...[
          'cloud-application',
          'device',
          'file',
          'ip',
          'mail-cluster',
          'mailbox',
          'mailbox-rule',
          'malware',
        ],
        ...[
          'message',
          'oauth-application',
          'process',
          'registry-key',
          'registry-value',
          'security-group',
          'url',
          'user',
        ],
      ].toSorted(),
    );
    const text = JSON.stringify([alerts, indexes.map((index) => growth.incident(index))]);
    expect(text).toContain('\\u001b[');
    expect(text).toContain('onerror=');
    const lines = alerts.flatMap(({ evidence }) =>
      evidence.map(({ subject }) =>
        subject.kind === 'process' ? (subject.process.commandLine?.length ?? 0) : 0,
      ),
    );
    expect(Math.max(...lines)).toBeGreaterThan(30_000);
  });

  it('can read the place of an alert back from its id, and from no other', () => {
    const seen = new Set<string>();
    for (const index of indexes)
      for (let position = 0; position < growth.head(index).alerts; position += 1) {
        const id = growth.alertId(index, position);
        expect(growth.alertPlace(id)).toEqual([index, position]);
        expect(seen.has(id)).toBe(false);
        seen.add(id);
      }
    expect(growth.alertPlace('da637551227677560813_-961444813')).toBeUndefined();
    expect(growth.alertPlace('alertId')).toBeUndefined();
  });
});
