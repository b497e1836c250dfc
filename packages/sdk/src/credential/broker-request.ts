import { createCipheriv, randomBytes } from 'node:crypto';
import { VedetteError } from '../error.ts';

/** The service that holds the Cortex XSOAR application and gives its tokens. */
export const BROKER_URL = 'https://oproxy.demisto.ninja/obtain-token';
/** Its name for the application that speaks to Defender for Endpoint. */
export const BROKER_APP = 'ms-defender-atp';

export interface BrokerAddress {
  readonly registrationId: string;
  readonly url: string;
}

/** The field ID: a registration id, or `<id>@<url>` for another broker. Anything with several `@` is an id. */
export function parseBrokerId(id: string): BrokerAddress {
  const [registrationId = '', url, ...more] = id.trim().split('@');
  if (url === undefined || url === '' || more.length > 0)
    return { registrationId: id.trim(), url: BROKER_URL };
  return { registrationId, url };
}

/** Where an administrator consents to the application and is given ID, Token and Key. */
export function brokerConsentUrl(id = ''): string {
  const { url } = parseBrokerId(id);
  return new URL(`/${BROKER_APP}`, url).href;
}

/**
 * Proves possession of the Key: AES-GCM over `<epoch seconds>:<content>`; nonce, ciphertext and tag in base64.
 * @throws VedetteError MDE_CREDENTIAL when the Key is no AES key in base64.
 */
export function encryptForBroker(content: string, key: string, now: number): string {
  const secret = Buffer.from(key, 'base64');
  const bits = secret.byteLength * 8;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key.trim()) || (bits !== 128 && bits !== 192 && bits !== 256)) {
    throw new VedetteError('MDE_CREDENTIAL', 'The Key of the Cortex XSOAR application is not valid.', {
      advice: 'Paste ID, Token and Key as the consent page showed them, or consent again for new ones.',
      link: brokerConsentUrl(),
    });
  }
  const nonce = randomBytes(12);
  const cipher = createCipheriv(`aes-${bits}-gcm`, secret, nonce);
  const body = Buffer.concat([cipher.update(`${Math.floor(now / 1000)}:${content}`, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64');
}
