import { defenderSchema, type Schema } from '@vedette/kql';
import { INCIDENT_COLUMNS } from './incident-table.ts';

export const INCIDENT = 'Incident';

/** What a query over archive and mirror is bound against: the tables of Defender, and the incidents. */
export const localSchema: Schema = new Map([...defenderSchema, [INCIDENT, INCIDENT_COLUMNS]]);
