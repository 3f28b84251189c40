import { type Static, Type } from 'typebox';

/** Header of every route that changes one thing. */
export const IfMatch = Type.Object({
  'if-match': Type.String({
    pattern: '^"[1-9][0-9]{0,8}"$',
    maxLength: 11,
    description: 'Entity tag of the version that the change builds on, such as `"3"`. Another version: 412.',
  }),
});
/** {@link IfMatch} as it arrives. */
export type IfMatch = Static<typeof IfMatch>;

/** Header of every POST that creates. */
export const IdempotencyKey = Type.Object({
  'idempotency-key': Type.String({
    minLength: 8,
    maxLength: 200,
    pattern: '^[\\x21-\\x7e]+$',
    description:
      'Chosen by the caller, the same in every retry: the effect comes once and a retry within 24 hours gets the first answer. The key with another request: 422. While the first is running: 409.',
  }),
});
/** {@link IdempotencyKey} as it arrives. */
export type IdempotencyKey = Static<typeof IdempotencyKey>;

/** The entity tag of a version. */
export function toEntityTag(version: number): string {
  return `"${version}"`;
}

/** The version in an entity tag that {@link IfMatch} has let through. */
export function versionOfEntityTag(entityTag: string): number {
  return Number(entityTag.slice(1, -1));
}
