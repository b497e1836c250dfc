import type { Cloud } from '@vedette/testkit';
import { Reader, type Answer, type Api } from '../tenant/reader.ts';

const PATHS: Readonly<Record<Api, string>> = {
  graph: '/v1.0/security/runHuntingQuery',
  xdr: '/api/advancedhunting/run',
  endpoint: '/api/advancedqueries/run',
};

export type Rows = Record<string, unknown>[];

/** Hunts on one of the three endpoints of a simulated cloud. */
export class Hunter {
  readonly #reader: Reader;
  readonly #path: string;

  private constructor(reader: Reader, path: string) {
    this.#reader = reader;
    this.#path = path;
  }

  static async signIn(cloud: Cloud, api: Api = 'graph'): Promise<Hunter> {
    return new Hunter(await Reader.signIn(cloud, api), PATHS[api]);
  }

  ask(Query: string | undefined, more: object = {}): Promise<Answer> {
    return this.#reader.call('POST', this.#path, { Query, ...more });
  }

  /** @throws Error with the words of the service */
  async rows(query: string, more: object = {}): Promise<Rows> {
    const { status, body } = await this.ask(query, more);
    if (status !== 200) throw new Error(`${status} ${body.error.message}`);
    return (body['results'] ?? body['Results']) as Rows;
  }

  async one(query: string, more: object = {}): Promise<Record<string, unknown>> {
    const [row] = await this.rows(query, more);
    if (row === undefined) throw new Error('no row');
    return row;
  }
}
