import { api } from '../../api/api.ts';
import { parseDay } from '../../components/parse-day.ts';
import { today } from '../../forms/today.ts';
import type { LimitAction, LimitKind } from './limit-actions.tsx';

/** Statuses that a place can be given. */
export const STATUSES = ['open', 'caution', 'spared'] as const;

/** What is typed; what an action does not ask for stays empty. */
export interface LimitValues {
  readonly status: string;
  readonly highestLevelAllowed: string;
  readonly capPoints: string;
  readonly reason: string;
  readonly owner: string;
  readonly reviewOn: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly endsOn: string;
}

interface Limit {
  readonly placeId: string;
  readonly kind: LimitKind;
  readonly action: LimitAction;
}

/** Sends what was typed to where it belongs. */
export async function sendLimit(
  { placeId, kind, action }: Limit,
  values: LimitValues,
  key: string,
): Promise<unknown> {
  const params = { path: { placeId }, header: { 'idempotency-key': key } };
  const reason = values.reason.trim();
  if (action === 'end') {
    const body = { endsOn: dayOf(values.endsOn), reason };
    return kind === 'status'
      ? await api.POST('/v1/places/{placeId}/statuses/end', { params, body })
      : await api.POST('/v1/places/{placeId}/caps/end', { params, body });
  }
  const shared = { reason, owner: values.owner.trim(), reviewOn: dayOf(values.reviewOn) };
  if (action === 'renew') {
    return kind === 'status'
      ? await api.POST('/v1/places/{placeId}/statuses/renew', { params, body: shared })
      : await api.POST('/v1/places/{placeId}/caps/renew', { params, body: shared });
  }
  const validTo = values.validTo.trim() === '' ? null : dayOf(values.validTo);
  const days = { validFrom: dayOf(values.validFrom), validTo };
  if (kind === 'cap') {
    const body = { ...shared, ...days, capPoints: Number(values.capPoints) };
    return await api.POST('/v1/places/{placeId}/caps', { params, body });
  }
  const status = STATUSES.find((each) => each === values.status) ?? 'open';
  const highestLevelAllowed = status === 'spared' ? Number(values.highestLevelAllowed) : null;
  const body = { ...shared, ...days, status, highestLevelAllowed };
  return await api.POST('/v1/places/{placeId}/statuses', { params, body });
}

function dayOf(typed: string): string {
  return parseDay(typed, today()) ?? typed;
}
