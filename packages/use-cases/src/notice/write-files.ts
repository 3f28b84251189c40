import { RuleRefusedError, UnavailableError } from '../errors/domain-error.ts';
import type { LetterToWrite, LetterWriter } from '../ports/letter-writer.ts';

/** The two files of a letter. */
export interface LetterFiles {
  readonly docx: Uint8Array;
  readonly pdf: Uint8Array;
}

/**
 * The files of a letter.
 *
 * @throws {RuleRefusedError} `letter-template.refused`, with the reason and what it names in `facts`;
 * `letter.character-missing` @throws {UnavailableError} `letter.not-made`
 */
export async function writeFiles(letters: LetterWriter, letter: LetterToWrite): Promise<LetterFiles> {
  const result = await letters.write(letter);
  switch (result.kind) {
    case 'written':
      return result;
    case 'template-refused': {
      const { because, detail } = result;
      throw new RuleRefusedError('letter-template.refused', { facts: { because, detail } });
    }
    case 'character-missing':
      throw new RuleRefusedError('letter.character-missing');
    case 'unavailable':
      throw new UnavailableError('letter.not-made');
  }
}
