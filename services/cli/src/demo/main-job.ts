import type {
  Ladder,
  OfferPage,
  Proposal,
  RotationFlag,
  RotationFlagPage,
  RotationRun,
  Round,
} from '@boligtrapp/contracts';
import { type ApiClient, poll } from '../api-client.ts';
import { CliError } from '../output.ts';

/** What the main job found, as the API told it. */
export interface MainJobResult {
  readonly ladder: Ladder;
  readonly proposal: Proposal;
  readonly run: RotationRun;
  readonly flagCounts: RotationFlagPage['counts'];
  /** The next deadlines of the law, by day: how many there are, and the first of them. */
  readonly deadlines: { readonly count: number; readonly first: readonly RotationFlag[] };
}

/** A round for a meeting that day, with everything that takes part. */
const ROUND = { horizonDays: 30, tracks: ['welfare', 'care'], includesMovers: true };

/**
 * Does what the product is for, through the doors that everybody uses: asks the API for a round, waits while a
 * worker computes it, reads the proposal; then the same for the rotation of the day.
 */
export async function runMainJob(
  api: ApiClient,
  today: string,
  onProgress: (line: string) => void,
): Promise<MainJobResult> {
  await awaitExpiry(api, today);
  onProgress('Asking for a round of today …');
  const { id } = await api.post<{ id: string }>('/v1/rounds', { ...ROUND, meetingOn: today });
  await awaitRound(api, id, onProgress);
  const proposal = await api.get<Proposal>(`/v1/rounds/${id}/proposal`);

  onProgress('Asking for the rotation of today …');
  const requested = await api.post<RotationRun>('/v1/rotation-runs', { runOn: today });
  const run = await awaitRotation(api, requested);
  if (run.state === 'failed') throw new CliError(`the rotation failed: ${run.failureCode ?? ''}`);
  const { counts } = await api.get<RotationFlagPage>('/v1/rotation-flags?limit=1');
  return {
    ladder: await api.get<Ladder>('/v1/ladder'),
    proposal,
    run,
    flagCounts: counts,
    deadlines: await nextDeadlines(api),
  };
}

/** Waits until the run is made that was asked for; one that was made earlier that day is not the answer. */
export async function awaitRotation(
  api: Pick<ApiClient, 'get'>,
  requested: RotationRun,
): Promise<RotationRun> {
  return await poll(
    async () => await api.get<RotationRun>(`/v1/rotation-runs/${requested.id}`),
    ({ state, startedAt }) =>
      (state === 'done' || state === 'failed') &&
      startedAt !== null &&
      Temporal.Instant.compare(startedAt, requested.requestedAt) >= 0,
    { what: 'the rotation' },
  );
}

/** Kinds of flags whose day is the last on which the law lets something be done. */
const DEADLINE_KINDS = ['holdover', 'early-request-only'] as const;

const MOST_DEADLINES = 200;

/** The last safe days that are to come, the nearest first. */
export async function nextDeadlines(api: Pick<ApiClient, 'get'>): Promise<MainJobResult['deadlines']> {
  const pages = await Promise.all(
    DEADLINE_KINDS.map(
      async (kind) =>
        await api.get<RotationFlagPage>(`/v1/rotation-flags?kind=${kind}&limit=${MOST_DEADLINES}`),
    ),
  );
  const first = pages
    .flatMap(({ items }) => items)
    .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : Number(one.dueOn > other.dueOn)));
  return { count: pages.reduce((sum, { totalCount }) => sum + totalCount, 0), first };
}

/** So long the worker may take to close what ran out; a round made before that would be outdated at once. */
const EXPIRY_TIMEOUT_MS = 60_000;

/** Waits until the worker, which does so when it starts, has closed the offers whose last day has passed. */
export async function awaitExpiry(api: ApiClient, today: string): Promise<void> {
  await poll(
    async () => await api.get<OfferPage>('/v1/offers?state=open&limit=200'),
    ({ items }) => items.every(({ answerBy }) => answerBy === null || answerBy >= today),
    { what: 'closing the offers that ran out', timeoutMs: EXPIRY_TIMEOUT_MS },
  );
}

/** Waits until the round has its proposal. @throws {CliError} when it fails. */
export async function awaitRound(
  api: ApiClient,
  roundId: string,
  onProgress: (line: string) => void,
): Promise<Round> {
  let shown = '';
  const round = await poll(
    async () => {
      const asked = await api.get<Round>(`/v1/rounds/${roundId}`);
      const { done, total } = asked.progress;
      const line =
        total === 0
          ? `Round ${asked.reference}: ${asked.state}`
          : `Round ${asked.reference}: ${done} of ${total} households decided`;
      if (line !== shown) onProgress(line);
      shown = line;
      return asked;
    },
    ({ state }) => state !== 'queued' && state !== 'solving',
    { what: 'the round' },
  );
  if (round.state !== 'proposed') {
    throw new CliError(`round ${round.reference} is ${round.state}: ${round.failureCode ?? ''}`);
  }
  return round;
}
