import { IdempotencyKey, IfMatch } from '@boligtrapp/contracts';
import { Type } from 'typebox';

/** Headers of a command that is made once on the version that the caller has read. */
export const KeyAndVersion = Type.Object({ ...IdempotencyKey.properties, ...IfMatch.properties });
