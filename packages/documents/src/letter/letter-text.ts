import type { LetterKind, LetterLanguage } from '@boligtrapp/domain';
import type { LetterData } from './letter-data.ts';
import { LETTERS_NB, WORDS_NB } from './letter-text-nb.ts';
import { LETTERS_NN, WORDS_NN } from './letter-text-nn.ts';

/** A piece of a letter; text may hold placeholders. */
export interface LetterBlock {
  readonly kind: 'heading' | 'paragraph' | 'list';
  readonly lines: readonly string[];
  /** Stands in the letter only where this has a value, or (with `unless`) where it has none. */
  readonly when?: keyof LetterData;
  readonly unless?: keyof LetterData;
}

/** The text of one letter in one language. */
export interface LetterText {
  readonly heading: string;
  readonly blocks: readonly LetterBlock[];
}

/** Words that stand in all letters of a language. */
export interface LetterWords {
  readonly caseReference: string;
  readonly closing: string;
}

const TEXTS: Readonly<
  Record<LetterLanguage, { words: LetterWords; letters: Readonly<Record<LetterKind, LetterText>> }>
> = {
  nb: { words: WORDS_NB, letters: LETTERS_NB },
  nn: { words: WORDS_NN, letters: LETTERS_NN },
};

/** A whole letter with its placeholders, from the first line to the last. */
export interface LetterOutline {
  readonly senderLine: string;
  readonly recipientLine: string;
  readonly dateLine: string;
  readonly referenceLine: string;
  readonly heading: string;
  readonly blocks: readonly LetterBlock[];
  readonly closingLines: readonly string[];
}

/** The letter as the municipality may read and change it; {@link LetterData} has what its placeholders stand for. */
export function letterOutline(kind: LetterKind, language: LetterLanguage): LetterOutline {
  const { words, letters } = TEXTS[language];
  const { heading, blocks } = letters[kind];
  return {
    senderLine: '{municipalityName}',
    recipientLine: '{recipientLines}',
    dateLine: '{letterDate}',
    referenceLine: `${words.caseReference}: {caseReference}`,
    heading,
    blocks,
    closingLines: [words.closing, '{senderLines}'],
  };
}
