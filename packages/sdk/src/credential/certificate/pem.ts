export interface PemBlock {
  readonly label: string;
  readonly text: string;
}

/**
 * The blocks of a PEM text. Line breaks that were lost on the way through a one-line field, as spaces or as
 * the two characters `\n`, are put back.
 */
export function pemBlocks(text: string): readonly PemBlock[] {
  const plain = text.replaceAll(String.raw`\r`, '').replaceAll(String.raw`\n`, '\n');
  const blocks = plain.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([^]*?)-----END \1-----/g);
  return [...blocks].map(([whole, label = '', body = '']) => {
    // Blocks with headers (an old form of encryption) keep their lines.
    if (body.includes(':')) return { label, text: whole };
    const lines = body.replace(/\s+/g, '').match(/.{1,64}/g) ?? [];
    return { label, text: [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n') };
  });
}

export function isPem(text: string): boolean {
  return text.includes('-----BEGIN ');
}
