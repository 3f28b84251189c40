import type { Schemas } from '@boligtrapp/client';
import { type QueryKey, type UseQueryResult, useQueries } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { useAnswer } from '../../api/use-answer.ts';

/** Most rows of a list of one case; no case has more. */
const ROWS = 100;

/** Everything that is kept of a case begins with this key. */
export function caseKey(householdId: string): QueryKey {
  return ['cases', householdId];
}

/** The household with its members. */
export function useHousehold(householdId: string): UseQueryResult<Schemas['Household']> {
  return useAnswer([...caseKey(householdId), 'household'], async () =>
    api.GET('/v1/households/{householdId}', { params: { path: { householdId } } }),
  );
}

/** Its applications, the first first. */
export function useApplications(
  householdId: string,
  isAllowed: boolean,
): UseQueryResult<Schemas['ApplicationPage']> {
  return useAnswer(
    [...caseKey(householdId), 'applications'],
    async () => api.GET('/v1/applications', { params: { query: { householdId, limit: ROWS } } }),
    isAllowed,
  );
}

/** Decisions on entitlement of some applications, those that are not there yet left out. */
export function useEntitlements(
  householdId: string,
  applicationIds: readonly string[],
): readonly Schemas['Entitlement'][] {
  return useQueries({
    queries: applicationIds.map((applicationId) => ({
      queryKey: [...caseKey(householdId), 'entitlements', applicationId],
      queryFn: async () => {
        const params = { path: { applicationId } };
        const { data } = await api.GET('/v1/applications/{applicationId}/entitlements', { params });
        return data?.items ?? [];
      },
    })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
}

/** Its assessments, the newest first. */
export function useAssessments(
  householdId: string,
  isAllowed: boolean,
): UseQueryResult<Schemas['AssessmentPage']> {
  return useAnswer(
    [...caseKey(householdId), 'assessments'],
    async () => api.GET('/v1/assessments', { params: { query: { householdId, limit: ROWS } } }),
    isAllowed,
  );
}

/** Where it stands among those who wait for the same track and programme; no item where it does not wait. */
export function useQueuePlace(
  householdId: string,
  step: Pick<Schemas['Assessment'], 'track' | 'programme'> | undefined,
  isAllowed: boolean,
): UseQueryResult<Schemas['QueuePage']> {
  return useAnswer(
    [...caseKey(householdId), 'queue', step?.track, step?.programme],
    async () => {
      const { track, programme } = step ?? {};
      const query = {
        householdId,
        limit: 1,
        ...(track === undefined ? {} : { track }),
        ...(programme === undefined ? {} : { programme }),
      };
      return await api.GET('/v1/queue', { params: { query } });
    },
    isAllowed && step !== undefined,
  );
}

/** How its place in the queue changed, the newest first. */
export function useQueueMoves(
  householdId: string,
  isAllowed: boolean,
): UseQueryResult<Schemas['QueueMovePage']> {
  return useAnswer(
    [...caseKey(householdId), 'queue-moves'],
    async () => {
      const params = { path: { householdId }, query: { limit: 20 } };
      return await api.GET('/v1/households/{householdId}/queue-history', { params });
    },
    isAllowed,
  );
}

/** Decisions about it, the first first. */
export function useDecisions(
  householdId: string,
  isAllowed: boolean,
): UseQueryResult<Schemas['DecisionList']> {
  return useAnswer(
    [...caseKey(householdId), 'decisions'],
    async () => api.GET('/v1/households/{householdId}/decisions', { params: { path: { householdId } } }),
    isAllowed,
  );
}

/** Offers that it was made, the newest first. */
export function useCaseOffers(householdId: string, isAllowed: boolean): UseQueryResult<Schemas['OfferPage']> {
  return useAnswer(
    [...caseKey(householdId), 'offers'],
    async () => api.GET('/v1/offers', { params: { query: { householdId, limit: ROWS } } }),
    isAllowed,
  );
}

/** Its leases. */
export function useCaseLeases(householdId: string, isAllowed: boolean): UseQueryResult<Schemas['LeasePage']> {
  return useAnswer(
    [...caseKey(householdId), 'leases'],
    async () => api.GET('/v1/leases', { params: { query: { householdId, limit: ROWS } } }),
    isAllowed,
  );
}

/** Its appeals. */
export function useCaseAppeals(
  householdId: string,
  isAllowed: boolean,
): UseQueryResult<Schemas['AppealPage']> {
  return useAnswer(
    [...caseKey(householdId), 'appeals'],
    async () => api.GET('/v1/appeals', { params: { query: { householdId, limit: ROWS } } }),
    isAllowed,
  );
}

/** Letters about its leases. */
export function useCaseNotices(
  householdId: string,
  leaseIds: readonly string[],
): readonly Schemas['Notice'][] {
  return useQueries({
    queries: leaseIds.map((leaseId) => ({
      queryKey: [...caseKey(householdId), 'notices', leaseId],
      queryFn: async () => {
        const { data } = await api.GET('/v1/notices', { params: { query: { leaseId, limit: ROWS } } });
        return data?.items ?? [];
      },
    })),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
}

/** Who has seen the case, the newest first. */
export function useReadings(
  householdId: string,
  isAllowed: boolean,
): UseQueryResult<Schemas['HouseholdReadingPage']> {
  return useAnswer(
    [...caseKey(householdId), 'readings'],
    async () => {
      const params = { path: { householdId }, query: { limit: 50 } };
      return await api.GET('/v1/households/{householdId}/readings', { params });
    },
    isAllowed,
  );
}

/** Who is named for the case, where somebody of it is protected. */
export function useCaseAccess(
  householdId: string,
  isAllowed: boolean,
): UseQueryResult<Schemas['CaseAccess']> {
  return useAnswer(
    [...caseKey(householdId), 'access'],
    async () => api.GET('/v1/households/{householdId}/case-access', { params: { path: { householdId } } }),
    isAllowed,
  );
}

/** What the law gives how long for, of this household. */
export function useDueDates(householdId: string, isAllowed: boolean): UseQueryResult<Schemas['DueDatePage']> {
  return useAnswer(
    [...caseKey(householdId), 'due-dates'],
    async () => api.GET('/v1/due-dates', { params: { query: { householdId, limit: ROWS } } }),
    isAllowed,
  );
}
