import { addDays, type PlainDateString } from '@boligtrapp/domain';
import { ASSISTANCE, apply, CARE, DWELLING, decide } from './applications.ts';
import { assess } from './assessments.ts';
import { type CompositionMix, drawComposition, drawYouth } from './composition.ts';
import type { DemoContext } from './demo-context.ts';
import type { ApplicationRow, AssessmentRow, EntitlementRow } from './need-rows.ts';
import type { NeedChoices, NeedProfile } from './needs.ts';
import type { DemoHousehold, People } from './people.ts';
import type { Random } from './random.ts';

/** Households that wait, and what has been decided about them. */
export interface DemoQueue {
  /** Those in the queue, with an entitlement and an assessment in force. */
  readonly households: readonly DemoHousehold[];
  readonly applications: readonly ApplicationRow[];
  readonly entitlements: readonly EntitlementRow[];
  readonly assessments: readonly AssessmentRow[];
}

type QueueStep = Omit<NeedProfile, 'composition'> & { readonly count: number; readonly mix: CompositionMix };

const ALONE: CompositionMix = { single: 97, couple: 3, family: 0 };

function step(
  track: NeedProfile['track'],
  level: NeedProfile['level'],
  count: number,
  mix: CompositionMix = ALONE,
): QueueStep {
  return { track, level, programme: 'ladder', count, mix };
}

/** 400 households; welfare 1 has 41. */
const STEPS: readonly QueueStep[] = [
  step('welfare', 1, 41, { single: 50, couple: 6, family: 44 }),
  step('welfare', 2, 118, { single: 82, couple: 5, family: 13 }),
  step('welfare', 3, 62),
  step('welfare', 4, 46),
  step('welfare', 5, 24),
  step('care', 1, 22),
  step('care', 2, 24),
  step('care', 3, 20),
  step('care', 4, 14),
  step('care', 5, 7),
  { track: 'welfare', level: 2, programme: 'housing-first', count: 12, mix: ALONE },
  { track: 'welfare', level: 1, programme: 'youth', count: 10, mix: ALONE },
];

const MOST_DAYS_WAITED = 1_095;
/** Every so many households have an older assessment that the one in force replaced. */
const EVERY_REASSESSED = 18;
/** Every so many households stand exactly level with the one before them: a lot must be drawn. */
const EVERY_TIED = 60;
/** The household in the queue with a strictly protected address, by its place. */
const PROTECTED_IN_QUEUE = 60;
/** Applications beside the queue. */
const NOT_YET_ASSESSED = 15;
const REFUSED = 6;
const WITHDRAWN = 4;

interface QueueBooks {
  readonly applications: ApplicationRow[];
  readonly entitlements: EntitlementRow[];
  readonly assessments: AssessmentRow[];
}

/** A tie: the same class, points and date as the assessment before, where both are without children. */
function levelWith(previous: AssessmentRow | undefined, assessment: AssessmentRow): AssessmentRow {
  if (previous === undefined || previous.needs.children !== null || assessment.needs.children !== null) {
    return assessment;
  }
  const { urgency_class, need_points, need_points_parts, waiting_since } = previous;
  return { ...assessment, urgency_class, need_points, need_points_parts, waiting_since };
}

function addAssessments(
  context: DemoContext,
  random: Random,
  books: QueueBooks,
  candidate: {
    readonly position: number;
    readonly householdId: string;
    readonly profile: NeedProfile;
    readonly choices: NeedChoices;
    readonly waitingSince: PlainDateString;
    readonly daysWaited: number;
  },
): void {
  const { position, householdId, profile, choices, waitingSince, daysWaited } = candidate;
  const assessedOn = addDays(context.on, -random.int(3, Math.min(daysWaited - 8, 330)));
  const details = { householdId, waitingSince, choices, isReadyToMove: false };
  const isReassessed = position % EVERY_REASSESSED === 0;
  if (isReassessed) {
    const older = assess(context, random, profile, {
      ...details,
      versionNumber: 1,
      assessedOn: waitingSince,
      validUntil: addDays(waitingSince, 365),
    });
    books.assessments.push(older);
  }
  const previous = books.assessments.at(-1);
  const drawn = assess(context, random, profile, {
    ...details,
    versionNumber: isReassessed ? 2 : 1,
    assessedOn,
  });
  books.assessments.push(position % EVERY_TIED === 1 ? levelWith(previous, drawn) : drawn);
}

function addQueued(
  context: DemoContext,
  people: People,
  choices: NeedChoices,
  books: QueueBooks,
): DemoHousehold[] {
  const random = context.randomFor('queue');
  const steps = random.shuffle(STEPS.flatMap((one) => Array.from({ length: one.count }, () => one)));
  return steps.map((one, position) => {
    const composition = one.programme === 'youth' ? drawYouth(random) : drawComposition(random, one.mix);
    const daysWaited = random.int(45, MOST_DAYS_WAITED);
    const waitingSince = addDays(context.on, -daysWaited);
    const protection = position === PROTECTED_IN_QUEUE ? 'strictly-confidential' : 'none';
    const household = people.add(composition, waitingSince, protection);
    const application = apply(context, random, household.id, {
      received_on: waitingSince,
      status: 'in-queue',
    });
    books.applications.push(application);
    const grounds = one.track === 'care' && one.level >= 3 ? [CARE] : [ASSISTANCE, DWELLING];
    for (const ground of grounds) {
      books.entitlements.push(decide(context, random, application, { ...ground, outcome: 'granted' }));
    }
    const profile = { ...one, composition };
    addAssessments(context, random, books, {
      position,
      householdId: household.id,
      profile,
      choices,
      waitingSince,
      daysWaited,
    });
    return household;
  });
}

/** Applications that are not, or no longer, in the queue. */
function addOthers(context: DemoContext, people: People, books: QueueBooks): void {
  const random = context.randomFor('other-applications');
  const add = (count: number, status: ApplicationRow['status'], days: readonly [number, number]): void => {
    for (let added = 0; added < count; added += 1) {
      const receivedOn = addDays(context.on, -random.int(...days));
      const household = people.add(
        drawComposition(random, { single: 70, couple: 10, family: 20 } satisfies CompositionMix),
        receivedOn,
      );
      const application = apply(context, random, household.id, { received_on: receivedOn, status });
      books.applications.push(application);
      if (status === 'refused') {
        books.entitlements.push(decide(context, random, application, { ...DWELLING, outcome: 'refused' }));
      }
    }
  };
  add(NOT_YET_ASSESSED, 'received', [1, 25]);
  add(REFUSED, 'refused', [60, 500]);
  add(WITHDRAWN, 'withdrawn', [60, 500]);
}

/** The queue of the demo: applications, decisions on entitlement, assessments in force. */
export function generateQueue(context: DemoContext, people: People, choices: NeedChoices): DemoQueue {
  const books: QueueBooks = { applications: [], entitlements: [], assessments: [] };
  const households = addQueued(context, people, choices, books);
  addOthers(context, people, books);
  return { households, ...books };
}
