import { addDays } from '@boligtrapp/domain';
import {
  acceptOffer,
  confirmSuccession,
  decideSuccession,
  declineOffer,
  getProposal,
  listSuccessions,
  makeLeaseOfOffer,
  proposeSuccessor,
} from '@boligtrapp/use-cases';
import type { HeldMeeting } from './hold-meeting.ts';
import type { PastScene } from './past-scene.ts';
import type { PastUsers } from './past-users.ts';

/** Days before the day of the demo; an offer of the meeting can be answered until the day before it. */
const ACCEPTED = 7;
const DECLINED = 6;
const SUCCEEDED = 4;
const LEASED = 3;
/** So many households decline, so that one next in line is offered a dwelling and another waits. */
const DECLINING = 3;
const DECLINE_REASONS = ['area', 'accessibility', 'size'] as const;
const STARTS_IN_DAYS = 10;

interface MadeOffer {
  readonly offerId: string;
  readonly dwellingId: string;
}

/**
 * Answers the offers of the meeting: the first is accepted and has no lease yet, the second is never answered and runs
 * out, some are declined, the rest is accepted and has a lease that begins soon. The dwelling of the first that was
 * declined goes to the next in line, by delegation; the others wait for somebody to decide.
 */
export async function answerOffers(
  scene: PastScene,
  users: PastUsers,
  { roundId, decided }: HeldMeeting,
): Promise<void> {
  const offers = decided.flatMap(({ offerId, dwellingId }) =>
    offerId === null || dwellingId === null ? [] : [{ offerId, dwellingId }],
  );
  const [kept, , ...others] = offers;
  if (kept === undefined) return;
  const declined = others.slice(0, DECLINING);
  const leased = others.slice(DECLINING);
  scene.goTo(ACCEPTED);
  for (const { offerId } of [kept, ...leased]) {
    await acceptOffer(scene, users.officer, offerId, scene.request('acceptOffer'));
  }
  scene.goTo(DECLINED);
  await declineAll(scene, users, declined);
  scene.goTo(SUCCEEDED);
  await decideOne(scene, users);
  scene.goTo(LEASED);
  await makeLeases(scene, users, { roundId, leased });
}

async function declineAll(scene: PastScene, users: PastUsers, offers: readonly MadeOffer[]): Promise<void> {
  const { municipalityId } = users.officer;
  for (const [position, { offerId }] of offers.entries()) {
    const reasonCode = DECLINE_REASONS[position] ?? 'not-stated';
    await declineOffer(scene, users.officer, { offerId, reasonCode }, scene.request('declineOffer'));
    await proposeSuccessor(scene, { municipalityId, offerId, requestId: scene.ids.next() });
  }
}

/** The oldest proposal of a next in line is confirmed by one person and decided by another. */
async function decideOne(scene: PastScene, users: PastUsers): Promise<void> {
  const { items } = await listSuccessions(scene, users.officer, { state: 'proposed', limit: DECLINING });
  const oldest = items.at(-1);
  if (oldest === undefined) return;
  await confirmSuccession(scene, users.officer, oldest.id, scene.request('confirmSuccession'));
  await decideSuccession(
    scene,
    users.leader,
    { successionId: oldest.id, delegationReference: 'Demodelegasjon 1' },
    scene.request('decideSuccession'),
  );
}

async function makeLeases(
  scene: PastScene,
  users: PastUsers,
  { roundId, leased }: { readonly roundId: string; readonly leased: readonly MadeOffer[] },
): Promise<void> {
  const { placements } = await getProposal(scene, users.officer, roundId);
  const freeFrom = new Map(placements.map(({ dwelling }) => [dwelling.id, dwelling.availableFrom]));
  const today = scene.clock.today();
  const soon = addDays(today, STARTS_IN_DAYS);
  for (const { offerId, dwellingId } of leased) {
    const available = freeFrom.get(dwellingId) ?? soon;
    await makeLeaseOfOffer(
      scene,
      users.officer,
      {
        offerId,
        startsOn: available > soon ? available : soon,
        regime: 'public-11-1',
        shortTerm: null,
        previousShortTerms: 0,
        signedOn: today,
        exceptionsInfoGivenOn: today,
        noTerminationInfoGivenOn: today,
        hasEvictionClauseExpiry: true,
        hasEvictionClauseRent: true,
        rentOrePerMonth: 850_000,
      },
      scene.request('makeLeaseOfOffer'),
    );
  }
}
