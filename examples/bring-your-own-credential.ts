// Any TokenCredential of the Azure world signs in: in your program, `new DefaultAzureCredential()` of @azure/identity.
import assert from 'node:assert/strict';
import { findPlace, openTenant } from './tenant.ts';

const place = findPlace();
let asked = 0;

// Written out here, so that the example needs no further package.
const credential = {
  async getToken(scopes: string | string[]): Promise<{ token: string; expiresOnTimestamp: number }> {
    asked += 1;
    const answer = await fetch(`${place.cloud.login}/${place.tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: place.clientId,
        client_secret: place.secret,
        scope: [scopes].flat().join(' '),
      }),
    });
    const { access_token: token, expires_in: seconds } = (await answer.json()) as {
      access_token: string;
      expires_in: number;
    };
    return { token, expiresOnTimestamp: Date.now() + seconds * 1000 };
  },
};

const defender = openTenant(place, { flow: 'token-credential', credential });
const ids: string[] = [];
for await (const incident of defender.incident.list({ limit: 3 })) ids.push(incident.id);
for await (const alert of defender.alert.list({ limit: 3 })) ids.push(alert.id);
await defender.close();
assert.equal(asked, 1, 'one token serves both lists');
console.log(`ok: ${ids.length} records with ${asked} token`);
