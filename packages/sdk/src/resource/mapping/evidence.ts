import type { Evidence } from '../shape.ts';
import { fieldsToGraph, fieldsToNative } from './convert.ts';
import { deviceRows, evidenceRows } from './table.ts';
import type { NativeApi } from './words.ts';

type Fields = Readonly<Record<string, unknown>>;

const namespace = '#microsoft.graph.security.';
const deviceType = `${namespace}deviceEvidence`;
const typeField = new Set(['@odata.type']);
const entityField = new Set(['entityType']);

/** A native device, as it stands under `devices` of a Defender XDR alert. */
export function deviceToGraph(device: Fields): Evidence {
  return { '@odata.type': deviceType, ...fieldsToGraph(device, deviceRows, new Set()) };
}

/**
 * A flat native entity as typed evidence. The native APIs give every entity all fields of all types, null
 * where they mean nothing; those nulls are left out.
 */
export function entityToGraph(entity: Fields): Evidence {
  const name = typeof entity['entityType'] === 'string' ? entity['entityType'] : 'Unknown';
  const row = evidenceRows.find(
    (candidate) =>
      candidate.entity.toLowerCase() === name.toLowerCase() &&
      (candidate.when === undefined || present(entity[candidate.when])),
  );
  const type = row?.type ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}Evidence`;
  const fields = row?.fields ?? [];
  const meant = (name: string): boolean =>
    fields.some((field) => field.native === name && field.absent !== undefined);
  const given = Object.entries(entity).filter(([name, value]) => present(value) || meant(name));
  return {
    '@odata.type': namespace + type,
    ...fieldsToGraph(Object.fromEntries(given), fields, entityField),
  };
}

/** Typed evidence as the devices and flat entities of a native alert. */
export function evidenceToNative(
  evidence: readonly Evidence[],
  api: NativeApi,
): { devices: Record<string, unknown>[]; entities: Record<string, unknown>[] } {
  const devices: Record<string, unknown>[] = [];
  const entities: Record<string, unknown>[] = [];
  for (const piece of evidence) {
    const type = typeof piece['@odata.type'] === 'string' ? piece['@odata.type'] : '';
    if (type === deviceType) {
      devices.push(fieldsToNative(piece, deviceRows, typeField, api));
      continue;
    }
    const short = type.replace(namespace, '');
    const row = evidenceRows.find((candidate) => candidate.type === short);
    const bare = short.replace(/Evidence$/, '');
    entities.push({
      entityType: row?.entity ?? bare.charAt(0).toUpperCase() + bare.slice(1),
      ...fieldsToNative(piece, row?.fields ?? [], typeField, api),
    });
  }
  return { devices, entities };
}

export function isDevice(evidence: Evidence): boolean {
  return evidence['@odata.type'] === deviceType;
}

function present(value: unknown): boolean {
  return value !== null && value !== undefined;
}
