import type { Schemas } from '@boligtrapp/client';
import { type QueryKey, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';

/** One review with all that it rests on; the API logs the reading. */
export function useReview(reviewId: string): UseQueryResult<Schemas['ReviewDetails']> {
  return useQuery({
    queryKey: ['reviews', reviewId],
    queryFn: async () =>
      await answerOf(api.GET('/v1/reviews/{reviewId}', { params: { path: { reviewId } } })),
  });
}

/** What is no longer true once a review has gone on. */
export function reviewEffects({ leaseId }: { readonly leaseId: string }): readonly QueryKey[] {
  return [['reviews'], ['leases', leaseId], ['leases', 'board']];
}
