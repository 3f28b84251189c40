import type { Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { LARGEST_PAGE, readAllPages } from '../../api/read-all-pages.ts';
import { OTHERS_MS, readMeeting } from '../rounds/round-queries.ts';
import { isOver } from './is-over.ts';

/** One meeting. */
export function useMeeting(meetingId: string): UseQueryResult<Schemas['MeetingDetails']> {
  return useQuery({
    queryKey: ['meetings', meetingId],
    queryFn: async () => await readMeeting(meetingId),
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : OTHERS_MS),
  });
}

/** Rounds that have a proposal and can stand on an agenda. */
export function useProposedRounds(): readonly Schemas['Round'][] {
  const { data } = useQuery({
    queryKey: ['rounds', 'proposed'],
    queryFn: async () =>
      (await answerOf(api.GET('/v1/rounds', { params: { query: { limit: LARGEST_PAGE } } }))).items,
  });
  return (data ?? []).filter(({ state }) => state === 'proposed');
}

/** A case that a meeting decides. */
export interface MeetingCase {
  readonly roundId: string;
  readonly householdId: string;
  readonly reference: string;
  /** Whether its round may still be decided. */
  readonly isOpen: boolean;
}

/** The cases of the rounds on an agenda, as far as whoever looks may see them. */
export function useMeetingCases({ agenda }: Schemas['MeetingDetails']): readonly MeetingCase[] {
  const rounds = agenda.flatMap(({ roundId }) => (roundId === null ? [] : [roundId]));
  const open = new Set(
    agenda.flatMap(({ roundId, roundState }) => (roundState === 'proposed' ? roundId : [])),
  );
  const cases = useQueries({
    queries: rounds.map((roundId) => ({
      queryKey: ['round', roundId, 'cases'],
      queryFn: async () =>
        await readAllPages(async (cursor) => {
          const query = { limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) };
          return await answerOf(
            api.GET('/v1/rounds/{roundId}/cases', { params: { path: { roundId }, query } }),
          );
        }),
    })),
  });
  return cases.flatMap(({ data }, index) =>
    (data ?? []).map(({ householdId, householdReference }) => ({
      roundId: rounds[index] ?? '',
      householdId,
      reference: householdReference,
      isOpen: open.has(rounds[index] ?? ''),
    })),
  );
}
