import type { SimRequest } from '../../core/service.ts';
import type { World } from '../../core/world.ts';
import { viewOf, type View } from '../../tenant/view.ts';

/** `v1.0` or `beta`, as the caller came. */
export function metadata(request: SimRequest, path: string): string {
  return `${request.origin}/${request.path.split('/')[1] ?? 'v1.0'}/$metadata#${path}`;
}

/** Members behind `unknownFutureValue` are shown only to those who say so in `Prefer`. */
export function graphView(world: World, request: SimRequest): View {
  const prefer = String(request.headers['prefer'] ?? '').toLowerCase();
  return viewOf(world.info.tenantId, world.faults, prefer.includes('include-unknown-enum-members'));
}

/** The id of a path: a decimal number for incidents. */
export function incidentIdOf(request: SimRequest): number {
  const text = request.params['id'] ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
