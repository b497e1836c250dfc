/** Version of the package; a test holds it to package.json, which a bundle cannot read. */
export const version = '0.1.0';

/** How requests name this program. */
export const userAgent = `vedette/${version}`;
