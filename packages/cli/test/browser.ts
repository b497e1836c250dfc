import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { Cloud } from '@vedette/testkit';

/** What a browser does in which this user is signed in already. @returns the address it is sent to. */
export function signInAt(url: string, { info }: Cloud, username: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request(
      `${url}&sim_user=${encodeURIComponent(username)}`,
      { ca: readFileSync(info.caFile) },
      (response) => {
        response.resume();
        const { location } = response.headers;
        if (location === undefined) reject(new Error(`no redirect but ${response.statusCode}`));
        else resolve(location);
      },
    )
      .on('error', reject)
      .end();
  });
}
