/** A grade of address protection (adressesperre); `none` where there is none. */
export type ProtectionGrade =
  | 'none'
  | 'confidential'
  | 'strictly-confidential'
  | 'strictly-confidential-abroad';

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
