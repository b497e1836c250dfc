import type { FunctionTable } from './function.ts';

export const CONVERSION: FunctionTable = {};
