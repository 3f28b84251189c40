import type { Db } from '@boligtrapp/database';
import type { CompletePolicy, PlainDateString } from '@boligtrapp/domain';
import { PLAN_FOLLOW_UPS } from '../follow-up/plan-follow-ups.ts';
import { PREPARE_DUE_NOTICES } from '../notice/prepare-due-notices.ts';
import type { IdSource } from '../ports/ports.ts';
import { EXPIRE_CASE_ACCESS } from '../protection/expire-case-access.ts';
import { KEEP_FINDINGS } from '../report/keep-findings.ts';
import { TELL_SUBSCRIBERS } from '../report/tell-subscribers.ts';
import { OPEN_DUE_REVIEWS } from '../review/open-due-reviews.ts';

/** The night that a step works for. */
export interface Night {
  readonly municipalityId: string;
  /** The run, whose row holds by now what the sweep found, unless the step comes before it. */
  readonly runId: string;
  readonly runOn: PlainDateString;
  /** Whether no later night has been run: what is made for today only belongs to the latest one. */
  readonly isLatest: boolean;
  /** The latest night that has been run, where it is later than this one; null or left out otherwise. */
  readonly laterRunOn?: PlainDateString | null;
  /** The policy in force on `runOn`, complete. */
  readonly policy: CompletePolicy;
  readonly actorId: string;
}

/** What a step works with. */
export interface NightlyStepDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/**
 * Work that a rotation run does beside looking at every lease. It opens its own transactions, each of a bounded size,
 * and is idempotent: a night that is run again, or goes on after it was cut off, changes nothing. One that throws leaves
 * what the sweep found; the run names it, is not done, and goes on with it when it is tried again.
 */
export interface NightlyStep {
  /** Unlike that of every other step; `sweep` is taken. */
  readonly name: string;
  /**
   * For a step that makes what the sweep reads: it comes before the sweep, so that a night that is run again finds what
   * it found. Left out for all others, which come after it. If it throws, the sweep is made all the same: no deadline
   * goes unseen for want of something else.
   */
  readonly isBeforeSweep?: true;
  readonly run: (deps: NightlyStepDeps, night: Night) => Promise<void>;
}

/** The steps of a night, in their order. */
export const NIGHTLY_STEPS: readonly NightlyStep[] = [
  // The first one: what stands open is still what the night has found.
  KEEP_FINDINGS,
  // Before anything is given to somebody who had it: they may be named no more.
  EXPIRE_CASE_ACCESS,
  OPEN_DUE_REVIEWS,
  PLAN_FOLLOW_UPS,
  PREPARE_DUE_NOTICES,
  // The last one: who is told finds all that the night has made.
  TELL_SUBSCRIBERS,
];
