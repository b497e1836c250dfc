/** How a secret was written where it was found. */
export type LeakForm = 'raw' | 'url-encoded' | 'base64' | 'jwt';

export interface Needle {
  readonly bytes: Buffer;
  readonly form: LeakForm;
  /** Enough to recognise the secret by, too little to use it. */
  readonly hint: string;
}

/** Every form in which a secret could stand in a file. */
export function needlesOf(secret: string): Needle[] {
  const hint = `${secret.slice(0, 3)}… (${secret.length} characters)`;
  const needle = (text: string, form: LeakForm): Needle => ({ bytes: Buffer.from(text), form, hint });
  const encoded = [encodeURIComponent(secret), new URLSearchParams({ s: secret }).toString().slice(2)];
  return [
    needle(secret, 'raw'),
    ...[...new Set(encoded)].filter((text) => text !== secret).map((text) => needle(text, 'url-encoded')),
    ...base64Cores(secret).map((text) => needle(text, 'base64')),
  ];
}

/**
 * Base64 turns a text into one of three sequences, by where it begins in the encoded bytes. Only the
 * characters that depend on nothing round it are compared.
 */
function base64Cores(secret: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
    const head = Math.ceil((shift * 8) / 6);
    const whole = Math.floor((bytes.length * 8) / 6);
    return (['base64', 'base64url'] as const)
      .map((encoding) => bytes.toString(encoding).slice(head, whole))
      .filter((text, index, all) => text.length >= 8 && all.indexOf(text) === index);
  });
}
