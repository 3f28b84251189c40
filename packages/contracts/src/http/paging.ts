import {
  type TArray,
  type TInteger,
  type TObject,
  type TOptional,
  type TSchema,
  type TString,
  type TUnsafe,
  Type,
} from 'typebox';

/** Rows of a page at most. */
export const MAX_PAGE_SIZE = 200;
/** Rows of a page where the caller names no number. */
export const DEFAULT_PAGE_SIZE = 50;

/** Query parameters of every list. */
export const PagingQuery: {
  readonly limit: TOptional<TInteger>;
  readonly cursor: TOptional<TString>;
} = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MAX_PAGE_SIZE,
      default: DEFAULT_PAGE_SIZE,
      description: `Rows of the page at most; ${DEFAULT_PAGE_SIZE} where nothing is said.`,
    }),
  ),
  cursor: Type.Optional(
    Type.String({
      maxLength: 500,
      pattern: '^[A-Za-z0-9_-]+$',
      description: '`nextCursor` of the page before; the filters must be the same.',
    }),
  ),
};

/** The schema of one page of `item`. */
export function pageOf<Item extends TSchema>(
  title: string,
  item: Item,
): TObject<{ items: TArray<Item>; nextCursor: TUnsafe<string | null>; totalCount: TInteger }> {
  return Type.Object(
    {
      items: Type.Array(item),
      nextCursor: Type.Unsafe<string | null>({
        type: ['string', 'null'],
        description: 'Cursor of the next page; null on the last one.',
      }),
      totalCount: Type.Integer({ minimum: 0, description: 'Rows on all pages together.' }),
    },
    { additionalProperties: false, title },
  );
}
