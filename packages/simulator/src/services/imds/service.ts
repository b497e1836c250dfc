import type { Service } from '../../core/service.ts';
import type { World } from '../../core/world.ts';
import type { Realm } from '../entra/realm.ts';
import { appServiceRoutes } from './app-service.ts';
import { arcRoutes } from './arc.ts';
import { imdsRoutes } from './imds.ts';

/** Every endpoint that gives tokens to managed identities, under one base URL. */
export function imdsService(
  world: World,
  realm: Realm,
  identityHeader: string,
  arcKeyFolder: string,
): Service {
  return {
    name: 'imds',
    routes: [
      ...imdsRoutes(world, realm),
      ...appServiceRoutes(world, realm, identityHeader),
      ...arcRoutes(world, realm, arcKeyFolder),
    ],
  };
}
