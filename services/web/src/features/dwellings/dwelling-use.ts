import type { Schemas } from '@boligtrapp/client';

/** What a dwelling is used for today, as people say it. */
export const USES = ['vacant', 'offered', 'occupied', 'repair', 'blocked', 'staff-base'] as const;

/** One of {@link USES}. */
export type Use = (typeof USES)[number];

type Used = Pick<Schemas['Dwelling'], 'status' | 'role' | 'isPromised'>;

/** What it is used for: let before offered, offered before vacant, and else what the unit is for. */
export function useOf({ status, role, isPromised }: Used): Use {
  if (status === 'occupied') return 'occupied';
  if (isPromised) return 'offered';
  if (status === 'vacant') return 'vacant';
  return role === 'repair' || role === 'staff-base' ? role : 'blocked';
}
