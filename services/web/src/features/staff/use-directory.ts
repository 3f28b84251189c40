import type { Schemas } from '@boligtrapp/client';
import { useQuery } from '@tanstack/react-query';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { may, useMe } from '../../api/me.ts';
import { LARGEST_PAGE, readAllPages } from '../../api/read-all-pages.ts';

/** Who has signed in here with a role; nobody for whoever may not know. */
export function useDirectory(): readonly Schemas['StaffDirectoryEntry'][] {
  const isAllowed = may(useMe().data, 'staff-directory.read');
  const { data } = useQuery({
    queryKey: ['staff-directory'],
    enabled: isAllowed,
    queryFn: async () =>
      await readAllPages(async (cursor) => {
        const query = { limit: LARGEST_PAGE, ...(cursor === undefined ? {} : { cursor }) };
        return await answerOf(api.GET('/v1/staff-directory', { params: { query } }));
      }),
  });
  return data ?? [];
}
