import type { Schemas } from '@boligtrapp/client';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { LARGEST_PAGE, readAllPages } from '../../api/read-all-pages.ts';
import { type BoardCard, makeBoard } from './lease-board.ts';

/** Every lease with an end, with its light and who is responsible for its review. */
export function useBoard(): UseQueryResult<readonly BoardCard[]> {
  const seesReviews = may(useMe().data, 'reviews.read');
  return useQuery({
    queryKey: ['leases', 'board', seesReviews],
    queryFn: async () => {
      const [leases, reviewsDue, reviews] = await Promise.all([
        readEndingLeases(),
        readReviewsDue(),
        seesReviews ? readReviewsUnderWay() : [],
      ]);
      return makeBoard({ leases, reviewsDue, reviews });
    },
  });
}

/** Leases with an end; those without one come last in the list, and are not asked for. */
async function readEndingLeases(): Promise<readonly Schemas['Lease'][]> {
  const all = await readAllPages(async (cursor) => {
    const page = await answerOf(api.GET('/v1/leases', { params: { query: pageAfter(cursor) } }));
    const isPastTheEnds = page.items.at(-1)?.lastDay === null;
    return isPastTheEnds ? { ...page, nextCursor: null } : page;
  });
  return all.filter(({ lastDay }) => lastDay !== null);
}

async function readReviewsDue(): Promise<readonly Schemas['RotationFlag'][]> {
  return await readAllPages(async (cursor) => {
    const query = { kind: 'review-due', isOpen: true, ...pageAfter(cursor) } as const;
    return (await api.GET('/v1/rotation-flags', { params: { query } })).data;
  });
}

async function readReviewsUnderWay(): Promise<readonly Schemas['Review'][]> {
  const pages = (['open', 'prepared'] as const).map(
    async (state) =>
      await readAllPages(async (cursor) => {
        const query = { state, ...pageAfter(cursor) };
        return (await api.GET('/v1/reviews', { params: { query } })).data;
      }),
  );
  return (await Promise.all(pages)).flat();
}

function pageAfter(cursor: string | undefined): { readonly limit: number; readonly cursor?: string } {
  return { limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) };
}
