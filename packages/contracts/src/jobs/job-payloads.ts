import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';

/**
 * What a job may carry: ids and dates, never personal data, because the queue store is kept, dumped and
 * looked into by other people than the tables are. Each schema is closed: an unknown property is refused.
 */

const Uuid = Type.String({ format: 'uuid' });

/** Payload of `rounds/solve-round`: compute the proposal of one round from its frozen snapshot. */
export const SolveRoundPayload = Type.Object(
  { municipalityId: Uuid, roundId: Uuid },
  { additionalProperties: false },
);

/** Payload of `rounds/run-policy-impact`: try a policy set on the last round and the present queue. */
export const RunPolicyImpactPayload = Type.Object(
  { municipalityId: Uuid, impactRunId: Uuid },
  { additionalProperties: false },
);

/**
 * Payload of `rotation/run-rotation`: the rotation sweep of one municipality for one date. `runDate` is a
 * civil date in Norway, `YYYY-MM-DD`.
 */
export const RunRotationPayload = Type.Object(
  { municipalityId: Uuid, runDate: Type.String({ format: 'date' }) },
  { additionalProperties: false },
);

/** Payload of `offers/expire-offers`: close the offers of one municipality whose last day to answer has passed. */
export const ExpireOffersPayload = Type.Object({ municipalityId: Uuid }, { additionalProperties: false });

/** Payload of `offers/propose-successor`: look for the next in line after an offer that ended. */
export const ProposeSuccessorPayload = Type.Object(
  { municipalityId: Uuid, offerId: Uuid },
  { additionalProperties: false },
);

/** Payload of `kobo/sync-dwelling`: bring one dwelling in step with Kobo. */
export const SyncKoboDwellingPayload = Type.Object(
  { municipalityId: Uuid, dwellingId: Uuid },
  { additionalProperties: false },
);

/** Payload of `kobo/sync-due`: enqueue the dwellings of one municipality whose turn it is. */
export const SyncDueKoboPayload = Type.Object({ municipalityId: Uuid }, { additionalProperties: false });

/** Payload of `kobo/read-unlinked`: read a dwelling that Kobo has told of and that is linked with none of ours. */
export const ReadUnlinkedKoboPayload = Type.Object(
  { municipalityId: Uuid, koboId: Uuid },
  { additionalProperties: false },
);

/** Payload of `privacy/carry-out-retention`: destroy what an approved retention run names. */
export const CarryOutRetentionPayload = Type.Object(
  { municipalityId: Uuid, runId: Uuid },
  { additionalProperties: false },
);

/** Payload of `privacy/lift-case-block`: let a blocked case be seen again. */
export const LiftCaseBlockPayload = Type.Object(
  { municipalityId: Uuid, householdId: Uuid },
  { additionalProperties: false },
);

/** Payload of `privacy/make-person-data-export`: copy what is held on somebody. */
export const MakePersonDataExportPayload = Type.Object(
  { municipalityId: Uuid, exportId: Uuid },
  { additionalProperties: false },
);

/** Payload of `privacy/nightly-retention`: the retention of one municipality on one night. */
export const NightlyRetentionPayload = Type.Object({ municipalityId: Uuid }, { additionalProperties: false });

/** Payload of `webhooks/deliver-webhook`: one attempt to deliver a message to its subscription. */
export const DeliverWebhookPayload = Type.Object(
  { municipalityId: Uuid, messageId: Uuid },
  { additionalProperties: false },
);

/** Payload of `imports/check-import` and `imports/apply-import`: check a file that came in, or store what was approved. */
export const ImportPayload = Type.Object(
  { municipalityId: Uuid, importId: Uuid },
  { additionalProperties: false },
);

/** Payload of `imports/expire-imports`: end the imports of one municipality that nobody has decided on. */
export const ExpireImportsPayload = Type.Object({ municipalityId: Uuid }, { additionalProperties: false });

/** Payload of `schedules/nightly-rotation`: the nightly tick, which carries nothing. */
export const NightlyRotationPayload = Type.Object({}, { additionalProperties: false });

/** Queue → kind of job → schema of its payload; a queue or kind that is not here does not exist. */
export const jobPayloadSchemas = {
  rounds: { 'solve-round': SolveRoundPayload, 'run-policy-impact': RunPolicyImpactPayload },
  rotation: { 'run-rotation': RunRotationPayload },
  offers: { 'expire-offers': ExpireOffersPayload, 'propose-successor': ProposeSuccessorPayload },
  kobo: {
    'sync-dwelling': SyncKoboDwellingPayload,
    'sync-due': SyncDueKoboPayload,
    'read-unlinked': ReadUnlinkedKoboPayload,
  },
  imports: {
    'check-import': ImportPayload,
    'apply-import': ImportPayload,
    'expire-imports': ExpireImportsPayload,
  },
  privacy: {
    'carry-out-retention': CarryOutRetentionPayload,
    'lift-case-block': LiftCaseBlockPayload,
    'make-person-data-export': MakePersonDataExportPayload,
    'nightly-retention': NightlyRetentionPayload,
  },
  webhooks: { 'deliver-webhook': DeliverWebhookPayload },
  schedules: { 'nightly-rotation': NightlyRotationPayload },
} as const satisfies Readonly<Record<string, Readonly<Record<string, TSchema>>>>;

type JobPayloadSchemas = typeof jobPayloadSchemas;

/** Name of a queue. */
export type QueueName = keyof JobPayloadSchemas;

/** Kinds of jobs of the queue `Q`. */
export type JobKind<Q extends QueueName> = keyof JobPayloadSchemas[Q] & string;

/** Payload of the jobs of kind `K` in the queue `Q`. */
export type JobPayload<Q extends QueueName, K extends JobKind<Q>> = JobPayloadSchemas[Q][K] extends TSchema
  ? Static<JobPayloadSchemas[Q][K]>
  : never;

/** Why a payload is refused; none of them repeats a value of the payload. */
export type JobPayloadProblem = 'queue-unknown' | 'kind-unknown' | 'payload-invalid';

/** True if `name` is a queue of {@link jobPayloadSchemas}. */
export function isQueueName(name: string): name is QueueName {
  return Object.hasOwn(jobPayloadSchemas, name);
}

/** The kinds of jobs the queue has, in the order of {@link jobPayloadSchemas}. */
export function listJobKinds(queue: QueueName): readonly string[] {
  return Object.keys(jobPayloadSchemas[queue]);
}

/** Names what is wrong with a job, or gives `undefined` when it may be added and processed. */
export function findJobPayloadProblem(
  queue: string,
  kind: string,
  payload: unknown,
): JobPayloadProblem | undefined {
  if (!isQueueName(queue)) return 'queue-unknown';
  const kinds: Readonly<Record<string, TSchema>> = jobPayloadSchemas[queue];
  const schema = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (schema === undefined) return 'kind-unknown';
  return Value.Check(schema, payload) ? undefined : 'payload-invalid';
}

/** True if `payload` is exactly what a job of this queue and kind carries. */
export function isJobPayload<Q extends QueueName, K extends JobKind<Q>>(
  queue: Q,
  kind: K,
  payload: unknown,
): payload is JobPayload<Q, K> {
  return findJobPayloadProblem(queue, kind, payload) === undefined;
}
