import { addMonthsClamped } from '@boligtrapp/domain';
import {
  getReview,
  openReview,
  prepareReview,
  type ReviewDetails,
  type RuleReview,
  recordReviewInput,
  ruleReview,
  signReview,
  type TakenIn,
} from '@boligtrapp/use-cases';
import { currentAssessments, currentLeases } from '../demo-facts.ts';
import type { PastScene } from './past-scene.ts';
import type { PastUsers } from './past-users.ts';

/** A tenancy whose term ends within the months that a review looks ahead. */
interface EndingTenancy {
  readonly leaseId: string;
  readonly assessmentId: string;
}

const MONTHS_AHEAD = 9;
const DELEGATION = 'Delegasjon til boligkontoret, punkt 4.3';

/**
 * Reviews of care tenancies whose terms end first, one at each point of the way: open, prepared, ruled on otherwise
 * than was recommended and signed by one, decided as was recommended.
 */
export async function reviewTenancies(scene: PastScene, users: PastUsers): Promise<void> {
  const [asked, prepared, ruled, decided] = endingTenancies(scene);
  if (asked !== undefined) await open(scene, users, asked, 'talk');
  if (prepared !== undefined) await open(scene, users, prepared, 'all');
  if (ruled !== undefined) {
    const { id } = await open(scene, users, ruled, 'all');
    await rule(scene, users, {
      reviewId: id,
      outcome: 'renewed',
      termMonths: 60,
      target: null,
      reasonCode: 'wish-of-household',
      reason: 'Husstanden har slått rot og har bedt om mer tid.',
    });
    await sign(scene, users.chair, id);
  }
  if (decided === undefined) return;
  const { id, recommendation } = await open(scene, users, decided, 'all');
  if (recommendation === null)
    throw new Error('a review of the demo is prepared, and nothing is recommended');
  const { outcome, termMonths, target } = recommendation;
  await rule(scene, users, {
    reviewId: id,
    outcome,
    termMonths,
    target,
    reasonCode: 'need-changed',
    reason: 'Utvalget er enig i det vurderingen kom til.',
  });
  await sign(scene, users.chair, id);
  await sign(scene, users.member, id);
}

/** Care tenancies that run out first and are assessed, by the end of the term. */
function endingTenancies({ demo }: PastScene): readonly EndingTenancy[] {
  const { rows, on } = demo;
  const assessed = currentAssessments(rows);
  const care = new Set(rows.dwellings.flatMap(({ id, track }) => (track === 'care' ? [id] : [])));
  const through = addMonthsClamped(on, MONTHS_AHEAD);
  return [...currentLeases(rows, on).values()]
    .filter(({ closed_on, dwelling_id }) => (closed_on ?? null) === null && care.has(dwelling_id))
    .flatMap((lease) => {
      const assessment = assessed.get(lease.household_id);
      const lastDay = lease.last_day ?? null;
      return lastDay === null || lastDay <= on || lastDay > through || assessment === undefined
        ? []
        : [{ leaseId: lease.id, assessmentId: assessment.id, validUntil: assessment.valid_until, lastDay }];
    })
    .filter(({ validUntil }) => validUntil > on)
    .toSorted((one, other) => (`${one.lastDay}${one.leaseId}` < `${other.lastDay}${other.leaseId}` ? -1 : 1));
}

/** Opens a review, takes in the talk with the tenant, and `all` else that it is prepared with. */
async function open(
  scene: PastScene,
  { officer }: PastUsers,
  { leaseId, assessmentId }: EndingTenancy,
  takesIn: 'talk' | 'all',
): Promise<ReviewDetails> {
  const command = { leaseId, assignedTo: officer.id, correctsDecisionId: null };
  const { id, version } = await openReview(scene, officer, command, scene.request('openReview'));
  const asOf = scene.clock.today();
  const inputs: readonly TakenIn[] = [
    { kind: 'wish', wish: 'stay', remark: null, asOf },
    { kind: 'assessment', assessmentId, stillQualifies: true },
    { kind: 'rent', arrears: 'none', asOf },
  ];
  let seen = version;
  for (const input of takesIn === 'talk' ? inputs.slice(0, 1) : inputs) {
    const taking = { reviewId: id, version: seen, input };
    const taken = await recordReviewInput(scene, officer, taking, scene.request('recordReviewInput'));
    seen = taken.version;
  }
  if (takesIn === 'all') {
    const preparing = { reviewId: id, version: seen, action: 'prepare' } as const;
    await prepareReview(scene, officer, preparing, scene.request('prepareReview'));
  }
  return await getReview(scene, officer, id);
}

async function rule(
  scene: PastScene,
  { chair }: PastUsers,
  ruling: Omit<RuleReview, 'version'>,
): Promise<void> {
  await ruleReview(scene, chair, { ...ruling, version: 0 });
}

async function sign(scene: PastScene, signer: PastUsers['chair'], reviewId: string): Promise<void> {
  const { contentHash } = await getReview(scene, signer, reviewId);
  const signature = {
    reviewId,
    contentHash: contentHash ?? '',
    meetingId: null,
    delegationReference: DELEGATION,
  };
  await signReview(scene, signer, signature, scene.request('signReview'));
}
