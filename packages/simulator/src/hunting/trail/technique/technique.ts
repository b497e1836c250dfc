import type { Account, Device } from '../../../tenant/model.ts';
import type { Tick } from '../../../tenant/tick.ts';
import { houseActor, type Actor } from '../actor.ts';
import { DeviceLog, type Write } from '../device-log.ts';
import type { Scene } from '../scene.ts';

export type Technique = (scene: Scene, write: Write) => void;

/** A machine on which commands are run one after the other, from one shell. */
export interface Keyboard {
  readonly log: DeviceLog;
  readonly device: Device;
  readonly user: Account | undefined;
  /** A program of the house, started by this process with these words. */
  run(part: number, initiating: Actor, name: string, commandLine: string): Actor;
  /** A program that has been running for a while. */
  running(name: string, at: Tick): Actor;
}

/** Undefined where the alert names no Windows machine. */
export function keyboard(scene: Scene, write: Write, device = scene.device): Keyboard | undefined {
  if (device === undefined || device.platform?.startsWith('Windows') !== true) return undefined;
  const { random } = scene;
  const user = scene.user ?? ownerOf(scene, device);
  const log = new DeviceLog(write, device, random);
  return {
    log,
    device,
    user,
    run: (part, initiating, name, commandLine) => {
      const at = scene.when(part);
      const account = initiating.account ?? user;
      return log.process(
        at,
        initiating,
        houseActor(name, random, at, { commandLine, account, owner: initiating.owner }),
      );
    },
    running: (name, at) => houseActor(name, random, at, { account: user }),
  };
}

function ownerOf({ tenant }: Scene, device: Device): Account | undefined {
  const [first] = device.loggedOn;
  return tenant.estate.users.find(({ account }) => account === first?.account);
}

/** What PowerShell takes after `-EncodedCommand`: UTF-16 in base64. */
export function encoded(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}
