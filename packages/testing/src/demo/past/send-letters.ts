import { createLetterWriter, createPdfRenderer } from '@boligtrapp/documents';
import { addDays, type LetterDetails } from '@boligtrapp/domain';
import {
  type NoticeDeps,
  type PrepareNotice,
  prepareNotice,
  recordLetterSender,
  sendNotice,
  type WrittenNotice,
  writeNotice,
} from '@boligtrapp/use-cases';
import { currentLeases } from '../demo-facts.ts';
import type { PastScene } from './past-scene.ts';
import type { PastUsers } from './past-users.ts';

/** Days before the day of the demo. */
const WRITTEN = 1;
/** Terms that end within so many days of the demo's are written about. */
const ENDS = { from: 60, to: 200 } as const;
/** Days from the letter to the talk that it invites to. */
const MEETING_DAYS = 14;

/**
 * Two letters about the end of a lease: information that was sent, and an invitation that is written and waits. Letters
 * that a rule prepares come from the nights.
 */
export async function sendLetters(scene: PastScene, users: PastUsers): Promise<void> {
  const today = scene.goTo(WRITTEN);
  const renderer = createPdfRenderer();
  const deps: NoticeDeps = { ...scene, letters: createLetterWriter(renderer) };
  const [informed, invited] = leasesThatEnd(scene);
  try {
    await recordLetterSender(
      deps,
      users.officer,
      { contactLines: ['Boligkontoret', 'Telefon 00 00 00 00'], senderLines: ['Boligkontoret'] },
      scene.request('recordLetterSender'),
    );
    if (informed !== undefined) {
      const none = { moveOutOn: null, meeting: null };
      const letter = await write(
        deps,
        { scene, users },
        { leaseId: informed, kind: 'expiry-information' },
        none,
      );
      await sendNotice(
        deps,
        users.officer,
        { noticeId: letter.id, version: letter.version, sentOn: today, channel: 'digital', proof: 'DP-0001' },
        scene.request('sendNotice'),
      );
    }
    if (invited !== undefined) {
      const meeting = { on: addDays(today, MEETING_DAYS), at: '10:00', place: 'Rådhuset, møterom 2' };
      const details = { moveOutOn: null, meeting };
      await write(deps, { scene, users }, { leaseId: invited, kind: 'interview-invitation' }, details);
    }
  } finally {
    await renderer.close();
  }
}

function leasesThatEnd({ demo }: PastScene): readonly string[] {
  const [from, to] = [addDays(demo.on, ENDS.from), addDays(demo.on, ENDS.to)];
  return [...currentLeases(demo.rows, demo.on).values()]
    .filter(({ last_day: lastDay }) => lastDay !== null && from <= lastDay && lastDay <= to)
    .map(({ id }) => id)
    .toSorted();
}

async function write(
  deps: NoticeDeps,
  { scene, users }: { readonly scene: PastScene; readonly users: PastUsers },
  notice: PrepareNotice,
  details: LetterDetails,
): Promise<WrittenNotice> {
  const { officer } = users;
  const { id, version } = await prepareNotice(deps, officer, notice, scene.request('prepareNotice'));
  const command = { noticeId: id, version, language: 'nb', ...details } as const;
  return await writeNotice(deps, officer, command, scene.request('writeNotice'));
}
