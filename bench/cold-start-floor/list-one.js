// One incident, with undici alone: what a person would write who needs nothing else.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';

const { URL_TO_GET, BEARER, CA_FILE } = process.env;
const dispatcher = new Agent({ connect: { ca: readFileSync(CA_FILE, 'utf8') } });
const { body } = await request(URL_TO_GET, { dispatcher, headers: { authorization: `Bearer ${BEARER}` } });
const { value } = await body.json();
for (const { id, severity, status, displayName } of value) console.log(id, severity, status, displayName);
await dispatcher.close();
