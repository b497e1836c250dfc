/** What sort of machine one is: which programs run on it, and at what hours. */
export type Kind = 'workstation' | 'server' | 'controller' | 'linux' | 'mac';

export const KINDS: readonly Kind[] = ['workstation', 'server', 'controller', 'linux', 'mac'];

export const WINDOWS_KINDS: readonly Kind[] = ['workstation', 'server', 'controller'];

export function kindOf(platform: string | null, host: string): Kind {
  if (platform === 'Linux') return 'linux';
  if (platform === 'macOS') return 'mac';
  if (platform?.startsWith('WindowsServer') !== true) return 'workstation';
  return host.startsWith('dc-') ? 'controller' : 'server';
}
