import type { Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { LARGEST_PAGE, readAllPages } from '../../api/read-all-pages.ts';
import { useLocale } from '../../i18n/locale-provider.tsx';

/** How often a page asks how far a computation has come. */
const PROGRESS_MS = 1_000;
/** How often it asks whether others have signed, cancelled, opened or closed something. */
export const OTHERS_MS = 15_000;
/** Meetings among which the one of a round is looked for. */
const RECENT_MEETINGS = 50;

/** Whether a round is still being computed. */
export function isComputing(state: Schemas['Round']['state'] | undefined): boolean {
  return state === 'queued' || state === 'solving';
}

/** One round; asked for again and again while it is being computed. */
export function useRound(roundId: string): UseQueryResult<Schemas['Round']> {
  return useQuery({
    queryKey: ['round', roundId, 'head'],
    queryFn: async () => await answerOf(api.GET('/v1/rounds/{roundId}', { params: { path: { roundId } } })),
    refetchInterval: ({ state }) => waitOf(state.data?.state),
  });
}

/** Milliseconds until a round is asked for anew; false for one that does not change any more. */
function waitOf(state: Schemas['Round']['state'] | undefined): number | false {
  if (isComputing(state)) return PROGRESS_MS;
  return state === 'proposed' ? OTHERS_MS : false;
}

/** The proposal of a round that has one. */
export function useProposal(roundId: string): UseQueryResult<Schemas['Proposal']> {
  return useQuery({
    queryKey: ['round', roundId, 'proposal'],
    queryFn: async () =>
      await answerOf(api.GET('/v1/rounds/{roundId}/proposal', { params: { path: { roundId } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Numbers of the dwellings that a round proposes, by id. */
export function useDwellingNames(roundId: string): ReadonlyMap<string, string> {
  const { data } = useProposal(roundId);
  return useMemo(
    () => new Map(data?.placements.map(({ dwelling }) => [dwelling.id, dwelling.reference])),
    [data],
  );
}

/** All cases of a round, by rank, with what the committee says of each. */
export function useCases(roundId: string): UseQueryResult<readonly Schemas['RoundCase'][]> {
  return useQuery({
    queryKey: ['round', roundId, 'cases'],
    queryFn: async () =>
      await readAllPages(async (cursor) => {
        const query = { limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) };
        return await answerOf(
          api.GET('/v1/rounds/{roundId}/cases', { params: { path: { roundId }, query } }),
        );
      }),
  });
}

/** Why a household ends where it does, with every dwelling that was considered. */
export function useOutcomes(
  roundId: string,
  householdId: string,
): UseQueryResult<Schemas['HouseholdOutcomes']> {
  // The texts come in the language that was asked for.
  const { locale } = useLocale();
  return useQuery({
    queryKey: ['round', roundId, 'outcomes', householdId, locale],
    queryFn: async () => {
      const first = await readOutcomes({ roundId, householdId });
      const rest = await readAllPages(async (cursor) =>
        cursor === undefined ? first : await readOutcomes({ roundId, householdId }, cursor),
      );
      return { ...first, items: [...rest], nextCursor: null };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

async function readOutcomes(
  path: { readonly roundId: string; readonly householdId: string },
  cursor?: string,
): Promise<Schemas['HouseholdOutcomes']> {
  const query = { limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) };
  return await answerOf(
    api.GET('/v1/rounds/{roundId}/households/{householdId}/outcomes', { params: { path, query } }),
  );
}

/** What has changed since the facts of the round were frozen. */
export function useRoundChanges(roundId: string): UseQueryResult<Schemas['RoundChanges']> {
  return useQuery({
    queryKey: ['round', roundId, 'changes'],
    queryFn: async () =>
      await answerOf(api.GET('/v1/rounds/{roundId}/changes', { params: { path: { roundId } } })),
  });
}

/** What would be signed now. */
export function useSigningDraft(roundId: string): UseQueryResult<Schemas['SigningDraft']> {
  return useQuery({
    queryKey: ['round', roundId, 'draft'],
    queryFn: async () =>
      await answerOf(api.GET('/v1/rounds/{roundId}/signing-draft', { params: { path: { roundId } } })),
  });
}

/** The meetings that have the round on their agenda, cancelled ones not. */
export function useMeetingsOf({ id, meetingOn }: Schemas['Round']): readonly Schemas['MeetingDetails'][] {
  const meetings = useQuery({
    queryKey: ['meetings', 'recent'],
    queryFn: async () =>
      (await answerOf(api.GET('/v1/meetings', { params: { query: { limit: RECENT_MEETINGS } } }))).items,
  });
  const near = (meetings.data ?? []).filter(
    (meeting) => meeting.state !== 'cancelled' && meeting.meetingOn === meetingOn,
  );
  const details = useQueries({
    queries: near.map((meeting) => ({
      queryKey: ['meetings', meeting.id],
      queryFn: async () => await readMeeting(meeting.id),
    })),
  });
  return details.flatMap(({ data }) =>
    data !== undefined && data.agenda.some(({ roundId }) => roundId === id) ? [data] : [],
  );
}

/** One meeting with all that belongs to it. */
export async function readMeeting(meetingId: string): Promise<Schemas['MeetingDetails']> {
  return await answerOf(api.GET('/v1/meetings/{meetingId}', { params: { path: { meetingId } } }));
}
