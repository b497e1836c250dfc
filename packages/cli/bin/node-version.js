// Kept in a syntax that a very old Node can parse: this is what tells people that their Node is too old.

/** The oldest Node.js that Vedette runs on: built-in SQLite without a flag and without a warning. */
export const OLDEST_NODE = 24;

/**
 * @param {string} version such as `v20.20.2`
 * @returns {string | undefined} one sentence for the person, or nothing when the version will do
 */
export function complainAboutNode(version) {
  if (parseInt(String(version).replace(/^v/, ''), 10) >= OLDEST_NODE) return undefined;
  return (
    'Vedette needs Node.js ' +
    OLDEST_NODE +
    ' or later and was started by ' +
    version +
    ': run `npx vedette` inside the project, which brings its own, or install Node.js ' +
    OLDEST_NODE +
    '.'
  );
}
