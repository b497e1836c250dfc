import type { Engine, EngineOptions } from '../engine.ts';
export async function openEngine(_options: EngineOptions): Promise<Engine> { throw new Error('not yet'); }
