import type { ProblemDefinition } from './problem-definition.ts';

/** Refusals about meetings of the committee. */
export const MEETING_PROBLEMS = {
  'meeting.not-found': {
    status: 404,
    title: { nb: 'Møtet finnes ikke.', nn: 'Møtet finst ikkje.', en: 'The meeting does not exist.' },
    explanation: 'No meeting of your municipality has this id.',
  },
  'meeting.not-open': {
    status: 409,
    title: { nb: 'Møtet er ikke satt.', nn: 'Møtet er ikkje sett.', en: 'The meeting does not sit.' },
    explanation: 'This is done while the meeting sits: open it first. Its state stands in `facts`.',
  },
  'meeting.ended': {
    status: 409,
    title: { nb: 'Møtet er over.', nn: 'Møtet er over.', en: 'The meeting has ended.' },
    explanation: 'The agenda of a meeting that is closed or cancelled is as it is.',
  },
  'meeting.item-there-already': {
    status: 409,
    title: {
      nb: 'Saken står på sakslisten allerede.',
      nn: 'Saka står på sakslista alt.',
      en: 'The subject is on the agenda already.',
    },
    explanation: 'A round or lease stands on the agenda of a meeting once.',
  },
  'meeting.round-elsewhere': {
    status: 409,
    title: {
      nb: 'Runden står på sakslisten til et annet møte.',
      nn: 'Runden står på sakslista til eit anna møte.',
      en: 'The round is on the agenda of another meeting.',
    },
    explanation: 'Close or cancel that meeting first, or decide the round there.',
  },
  'meeting.attendee-there-already': {
    status: 409,
    title: {
      nb: 'Personen er registrert som til stede allerede.',
      nn: 'Personen er registrert som til stades alt.',
      en: 'The person is registered as present already.',
    },
    explanation: 'A person is present once in a sitting, in one capacity.',
  },
  'meeting.attendee-not-found': {
    status: 404,
    title: {
      nb: 'Personen er ikke registrert i dette møtet.',
      nn: 'Personen er ikkje registrert i dette møtet.',
      en: 'The person is not registered in this meeting.',
    },
    explanation: 'Only what was registered about somebody in that sitting can be corrected.',
  },
  'meeting.attendance-decided-on': {
    status: 409,
    title: {
      nb: 'Fremmøtet kan ikke rettes: protokollen er signert.',
      nn: 'Frammøtet kan ikkje rettast: protokollen er signert.',
      en: 'The attendance cannot be corrected: the minutes are signed.',
    },
    explanation: 'Something was decided in the meeting since the person was registered, and rests on it.',
  },
  'meeting.has-chair': {
    status: 409,
    title: { nb: 'Møtet har en leder.', nn: 'Møtet har ein leiar.', en: 'The sitting has a chair already.' },
    explanation: 'One person is in the chair of a sitting.',
  },
  'meeting.no-quorum': {
    status: 409,
    title: {
      nb: 'Utvalget er ikke vedtaksført.',
      nn: 'Utvalet er ikkje vedtaksført.',
      en: 'The committee has no quorum.',
    },
    explanation:
      'A chair and as many voters as the policy asks for must be registered as present; `facts` has both numbers. A secretary has no vote.',
  },
  'meeting.deputy-unclear': {
    status: 422,
    title: {
      nb: 'Det er uklart hvem varaen møter for.',
      nn: 'Det er uklart kven varaen møter for.',
      en: 'It is unclear whose place the deputy takes.',
    },
    explanation:
      'A deputy names the member whose place it takes; nobody else does. The member is not present, and has no other deputy.',
  },
  'meeting.not-a-voter': {
    status: 422,
    title: {
      nb: 'Du er ikke registrert med stemmerett i møtet.',
      nn: 'Du er ikkje registrert med røysterett i møtet.',
      en: 'You are not registered as a voter in this sitting.',
    },
    explanation:
      'Only who is present as chair, member or deputy in the present sitting decides and dissents.',
  },
  'recusal.declared-already': {
    status: 409,
    title: {
      nb: 'Inhabiliteten er registrert allerede.',
      nn: 'Inhabiliteten er registrert alt.',
      en: 'The recusal is declared already.',
    },
    explanation: 'A member is recused from the case of a household once; it is not taken back.',
  },
  'staff.own-superior': {
    status: 422,
    title: {
      nb: 'Ingen er sin egen overordnede.',
      nn: 'Ingen er sin eigen overordna.',
      en: 'Nobody is their own superior.',
    },
    explanation: 'Name another person, or null where there is no superior.',
  },
  'dissent.subject-unclear': {
    status: 400,
    title: {
      nb: 'En dissens gjelder én sak: i en runde eller en rullering.',
      nn: 'Ein dissens gjeld éi sak: i ein runde eller ei rullering.',
      en: 'A dissent is about one case: of a round or a review.',
    },
    explanation: 'Give either `roundId` or `reviewId`.',
  },
} as const satisfies Readonly<Record<string, ProblemDefinition>>;
