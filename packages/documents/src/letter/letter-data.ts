/** What a placeholder of a letter stands for: a text, lines of text, or nothing. */
export type LetterValue = string | readonly string[] | null;

/**
 * What the letters are filled with; each key is a placeholder, written `{endDate}` in a template. Dates are written
 * out in the letter's language (`30. november 2026`, see `writeOutDate`).
 */
// An alias and not an interface: only an alias fits LetterFields.
export type LetterData = {
  /** Name and address of who gets the letter. */
  readonly recipientLines: readonly string[];
  /** Address of the dwelling; its reference where the address is not to be told. */
  readonly dwelling: string;
  readonly municipalityName: string;
  readonly caseReference: string;
  readonly letterDate: string;
  /** Last day of the lease. */
  readonly endDate: string;
  /** Day by which the tenant is asked to have moved; null for none that is named. */
  readonly moveOutDate: string | null;
  /** When an interview is held (`tirsdag 12. mai 2026 klokka 10`); null in other letters. */
  readonly meetingTime: string | null;
  readonly meetingPlace: string | null;
  /** Whom to contact: name of the office, telephone, address on the web. */
  readonly contactLines: readonly string[];
  /** Who signs: name, title, office. */
  readonly senderLines: readonly string[];
};

/** Values of the placeholders of any letter, by name. */
export type LetterFields = Readonly<Record<string, LetterValue>>;

/** Characters that XML and a page have no use for; line feed and tab stay. */
// oxlint-disable-next-line no-control-regex -- the very characters that are taken out
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** The value as text: lines are put below each other, nothing is the empty text. */
export function letterText(value: LetterValue): string {
  const text = value === null ? '' : typeof value === 'string' ? value : value.join('\n');
  return text.replaceAll('\r\n', '\n').replaceAll(CONTROLS, '');
}
