/** What a letter may say of the dwelling that it is about. */
export interface LetterHome {
  readonly dwellingReference: string;
  readonly buildingName: string;
  /** Whether somebody of the household has a protected address. */
  readonly hasProtectedMember: boolean;
}

/** The dwelling in the words of a letter. It can go astray: where an address is protected, it does not tell where they live. */
export function nameHomeInLetter({
  dwellingReference,
  buildingName,
  hasProtectedMember,
}: LetterHome): string {
  return hasProtectedMember ? dwellingReference : `${buildingName} (${dwellingReference})`;
}

/**
 * Whether a letter that names the dwelling by `written` is held, since it says more than it may by now: it was written
 * before the address was protected. It is written anew before it is sent.
 */
export function isLetterHeld(
  written: string,
  { dwellingReference, hasProtectedMember }: Omit<LetterHome, 'buildingName'>,
): boolean {
  return hasProtectedMember && written !== dwellingReference;
}
