/**
 * Opens a page in the person's browser. `VEDETTE_BROWSER=none` keeps it shut; any other value names the
 * browser. Over SSH, and on a Linux machine without a screen, there is none.
 *
 * @returns false when there is no browser: the caller shows the URL instead.
 */
export async function openBrowser(url: string): Promise<boolean> {
  const {
    VEDETTE_BROWSER: choice,
    SSH_CONNECTION: remote,
    DISPLAY: x,
    WAYLAND_DISPLAY: wayland,
  } = process.env;
  if (choice === 'none' || !/^https?:\/\//.test(url)) return false;
  if (choice === undefined && process.platform === 'linux' && (remote || (!x && !wayland))) return false;
  try {
    const { default: open } = await import('open');
    await open(url, choice ? { app: { name: choice } } : {});
    return true;
  } catch {
    // The program could not be started; whoever asked says where to go instead.
    return false;
  }
}
