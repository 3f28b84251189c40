import type { PlainDateString } from '@boligtrapp/domain';
import { aMember, type BuilderScope } from '@boligtrapp/testing';
import {
  type LetterWriter,
  listNotices,
  type NoticeDeps,
  type NoticeView,
  recordLetterSender,
  type WriteNotice,
  type WrittenNotice,
  writeNotice,
} from '../src/index.ts';
import { actorOf, aRequest, peek, type RecordsScene } from './records-scene.ts';
import { aNamedLease, through } from './rotation-scene.ts';
import type { Town } from './round-scene.ts';

/** Writes a letter as the JSON of what it was given: one file for Word, another for PDF. */
export const plainLetters: LetterWriter = {
  write: async (letter) => {
    const text = JSON.stringify({ ...letter, template: letter.template === null ? null : 'template' });
    const bytes = (format: string): Uint8Array => new TextEncoder().encode(`${format} ${text}`);
    return await Promise.resolve({ kind: 'written', docx: bytes('docx'), pdf: bytes('pdf') });
  },
  defaultTemplate: (kind, language) => new TextEncoder().encode(`${kind} ${language}`),
};

/** What the use cases of letters need, with `today` as the day. */
export function noticeDeps(scene: RecordsScene, today: PlainDateString): NoticeDeps {
  const clock = { now: () => `${today}T08:00:00Z`, today: () => today };
  return { ...scene.deps, clock, letters: plainLetters };
}

/** Stores a lease with this last day, whose tenant is `name`; returns its id. */
export async function aTenant(town: Town, name: string, lastDay: string): Promise<string> {
  const leaseId = await aNamedLease(town, name, through(lastDay));
  const { household_id } = await peek(
    town,
    async (tx) =>
      await tx
        .selectFrom('leases')
        .where('id', '=', leaseId)
        .select('household_id')
        .executeTakeFirstOrThrow(),
  );
  await aMember(town, household_id, { name: `Leietaker ${name}` });
  return leaseId;
}

/** Says who sends the letters. */
export async function aSender(deps: NoticeDeps, town: BuilderScope): Promise<void> {
  const sender = { contactLines: ['Boligkontoret'], senderLines: ['Leder'] };
  await recordLetterSender(deps, actorOf(town), sender, aRequest('recordLetterSender'));
}

/** Every letter of the town as a case officer sees it. */
export async function noticesOf(deps: NoticeDeps, town: BuilderScope): Promise<readonly NoticeView[]> {
  return (await listNotices(deps, actorOf(town), { limit: 200 })).items;
}

/** A letter in one line: household, kind, due day, state, ground, and why it was discarded. */
export async function noticeLines(deps: NoticeDeps, town: BuilderScope): Promise<readonly string[]> {
  return (await noticesOf(deps, town))
    .map(({ householdReference, kind, sequence, dueOn, state, ground, discardedBecause }) =>
      [`${householdReference}:`, kind, sequence, dueOn, state, discardedBecause ?? ground].join(' '),
    )
    .toSorted();
}

/** Writes a letter in bokmål, with nothing in it that only some letters need. */
export async function write(
  deps: NoticeDeps,
  town: BuilderScope,
  { id, version }: Pick<NoticeView, 'id' | 'version'>,
  details: Partial<WriteNotice> = {},
): Promise<WrittenNotice> {
  const command = {
    noticeId: id,
    version,
    language: 'nb',
    moveOutOn: null,
    meeting: null,
    ...details,
  } as const;
  return await writeNotice(deps, actorOf(town), command, aRequest('writeNotice'));
}
