interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** The largest page that the API gives. */
export const LARGEST_PAGE = 200;

/** All rows of a list, page after page. */
export async function readAllPages<Item>(
  readPage: (cursor: string | undefined) => Promise<Page<Item> | undefined>,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(cursor);
    all.push(...(page?.items ?? []));
    cursor = page?.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}
