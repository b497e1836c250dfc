import type { SimRequest } from '../../core/service.ts';
import type { FederatedIssuer } from '../entra/federated-issuer.ts';
import type { Realm } from '../entra/realm.ts';
import { changeApp, changeConsent, changeUser } from './identity-change.ts';
import { needText, readBody } from './input.ts';
import { settleDevice } from '../entra/device-endpoint.ts';

export interface Lever {
  readonly method: string;
  readonly path: string;
  readonly run: (request: SimRequest) => unknown;
}

/** Levers of the tenant's registrations, users, consents and waiting sign-ins. */
export function identityRoutes(realm: Realm, federated: FederatedIssuer): readonly Lever[] {
  return [
    { method: 'POST', path: '/_sim/apps', run: (request) => changeApp(realm, readBody(request)) },
    { method: 'POST', path: '/_sim/users', run: (request) => changeUser(realm, readBody(request)) },
    { method: 'POST', path: '/_sim/consent', run: (request) => changeConsent(realm, readBody(request)) },
    {
      method: 'POST',
      path: '/_sim/federated',
      run: async (request) => ({ token: await federated.mint(readBody(request)) }),
    },
    {
      method: 'POST',
      path: '/_sim/device',
      run: (request) => {
        const body = readBody(request);
        if (typeof body['interval'] === 'number') realm.deviceInterval = body['interval'];
        if (body['userCode'] === undefined) return { interval: realm.deviceInterval };
        const decline = body['decline'] === true;
        const username = decline ? undefined : needText(body, 'username');
        return settleDevice(realm, needText(body, 'userCode'), username);
      },
    },
  ];
}
