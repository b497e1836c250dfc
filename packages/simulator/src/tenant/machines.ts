import type { Device } from './model.ts';

/** Machines by id; counts the changes, for those who keep something made from them. */
export class Machines extends Map<string, Device> {
  changes = 0;

  override set(id: string, device: Device): this {
    this.changes += 1;
    return super.set(id, device);
  }
}
