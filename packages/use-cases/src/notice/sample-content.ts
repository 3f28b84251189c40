import { type LetterKind, type LetterLanguage, plainDate } from '@boligtrapp/domain';
import type { LetterContent } from '../ports/letter-writer.ts';

const WORDS = {
  nb: {
    office: 'Boligkontoret',
    phone: 'Telefon 00 00 00 00',
    dwelling: 'Eksempelgata 1 (E-101)',
    place: 'Rådhuset, møterom 2',
  },
  nn: {
    office: 'Bustadkontoret',
    phone: 'Telefon 00 00 00 00',
    dwelling: 'Eksempelgata 1 (E-101)',
    place: 'Rådhuset, møterom 2',
  },
} as const;

/** Content that a template is tried with; every part of it is there, so that no part of the template is skipped. */
export function sampleContent(letterKind: LetterKind, language: LetterLanguage): LetterContent {
  const { office, phone, dwelling, place } = WORDS[language];
  const isInvitation = letterKind === 'interview-invitation';
  const asksToMove = letterKind === 'move-request-before-end' || letterKind === 'move-request-after-end';
  return {
    recipientLines: ['Kari Eksempel', 'Ola Eksempel'],
    dwelling,
    municipalityName: 'Eksempel kommune',
    caseReference: 'H-0000',
    letterOn: plainDate('2026-11-02'),
    endOn: plainDate('2026-11-30'),
    moveOutOn: asksToMove ? plainDate('2026-12-31') : null,
    meeting: isInvitation ? { on: plainDate('2026-11-10'), at: '10:00', place } : null,
    contactLines: [office, phone],
    senderLines: [office],
  };
}
