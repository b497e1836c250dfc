import type { Column } from '../define.ts';

export const incidentColumns: readonly Column[] = [
  { title: 'ID', value: 'id' },
  { title: 'Severity', value: 'severity', kind: 'severity' },
  { title: 'Status', value: 'status', kind: 'status' },
  { title: 'Name', value: 'displayName' },
  { title: 'Assigned to', value: 'assignedTo' },
  { title: 'Updated', value: 'lastUpdateDateTime', kind: 'time' },
];

export const alertColumns: readonly Column[] = [
  { title: 'ID', value: 'id' },
  { title: 'Severity', value: 'severity', kind: 'severity' },
  { title: 'Status', value: 'status', kind: 'status' },
  { title: 'Title', value: 'title' },
  { title: 'Incident', value: 'incidentId' },
  { title: 'Updated', value: 'lastUpdateDateTime', kind: 'time' },
];
