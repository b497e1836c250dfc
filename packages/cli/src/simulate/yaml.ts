type Value = string | number | boolean | { readonly [key: string]: Value | undefined };

const plain = /^[A-Za-z][A-Za-z0-9 _./-]*$/;
const reserved = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

function scalar(value: string | number | boolean): string {
  // A JSON string is a YAML double-quoted scalar, so anything that is not a bare word is written as JSON.
  return typeof value === 'string' && plain.test(value) && !reserved.test(value) && value === value.trim()
    ? value
    : JSON.stringify(value);
}

/** Writes nested maps of scalars as block YAML: all that a `vedette.yaml` consists of. */
export function writeYaml(map: { readonly [key: string]: Value | undefined }, indent = ''): string {
  return Object.entries(map)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) =>
      typeof value === 'object'
        ? `${indent}${scalar(key)}:\n${writeYaml(value, `${indent}  `)}`
        : `${indent}${scalar(key)}: ${scalar(value as string)}\n`,
    )
    .join('');
}
