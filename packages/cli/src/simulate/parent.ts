const LOOK_EVERY_MS = 500;

/**
 * Tells when the npx that started us has gone. A signal sent to npx ends npx and its shell and never reaches
 * us, so a simulator started by a script with npx would outlive the script. Started in any other way, a
 * process may well outlive its parent on purpose, and nothing is watched.
 * @returns ends the watch.
 */
export function watchNpx(gone: () => void, env = process.env): () => void {
  if (env['npm_command'] !== 'exec') return () => undefined;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent) gone();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
