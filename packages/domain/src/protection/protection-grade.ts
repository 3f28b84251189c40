/**
 * Grades of address protection (adressesperre): none, fortrolig, strengt fortrolig, strengt fortrolig utland. The grade
 * itself is confidential.
 */
export const PROTECTION_GRADES = [
  'none',
  'confidential',
  'strictly-confidential',
  'strictly-confidential-abroad',
] as const;
/** One of {@link PROTECTION_GRADES}. */
export type ProtectionGrade = (typeof PROTECTION_GRADES)[number];

/** Whether a word is a grade. */
export function isProtectionGrade(word: string): word is ProtectionGrade {
  return PROTECTION_GRADES.some((grade) => grade === word);
}

const STRENGTH: Readonly<Record<ProtectionGrade, number>> = {
  none: 0,
  confidential: 1,
  'strictly-confidential': 2,
  'strictly-confidential-abroad': 2,
};

/** Whether a grade protects more than another. The two strict ones protect alike. */
export function isStrongerGrade(grade: ProtectionGrade, than: ProtectionGrade): boolean {
  return STRENGTH[grade] > STRENGTH[than];
}
