import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openEngine } from '@vedette/kql';
import { scratch } from '@vedette/testkit';
import { expect, it } from 'vitest';
import { mmdb } from './mmdb.ts';

// https://learn.microsoft.com/kusto/query/geo-info-from-ip-address-function
it('says where an address is, and null where nothing is known', async () => {
  const path = join(scratch(), 'city.mmdb');
  const place = {
    country: { names: { en: 'Austria' } },
    subdivisions: [{ names: { en: 'Tyrol' } }],
    city: { names: { en: 'Innsbruck' } },
    location: { latitude: 47.25, longitude: 11.5 },
  };
  await writeFile(
    path,
    mmdb({ '192.0.2.0/24': place, '198.51.100.0/25': { country: { names: { en: 'Malta' } } } }),
  );
  const engine = await openEngine({ schema: new Map(), geoDatabase: path });
  const { rows } = await engine.rows(
    'datatable(ip:string)["192.0.2.77", "198.51.100.9", "203.0.113.1", "no address", ""] | project g = geo_info_from_ip_address(ip)',
  );
  await engine.close();
  expect(rows).toEqual([
    [{ country: 'Austria', state: 'Tyrol', city: 'Innsbruck', latitude: 47.25, longitude: 11.5 }],
    [{ country: 'Malta' }],
    [null],
    [null],
    [null],
  ]);
});

it('says at once when the file is no such database', async () => {
  const path = join(scratch(), 'broken.mmdb');
  await writeFile(path, 'no database');
  await expect(openEngine({ schema: new Map(), geoDatabase: path })).rejects.toThrow(
    /broken\.mmdb could not be read/,
  );
});
