/** Roles that have a name. */
export const ROLES = [
  'case-officer',
  'committee',
  'housing-manager',
  'leader',
  'auditor',
  'follow-up',
  'integration',
] as const;

/** Whether a word is one of the roles that have a name. */
export function isRole(word: string): word is (typeof ROLES)[number] {
  return ROLES.some((role) => role === word);
}
