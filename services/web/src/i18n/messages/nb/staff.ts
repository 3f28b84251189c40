/** Texts in bokmål. */
export const staff = {
  'staff.else': 'En som ikke står i listen',
  'staff.typed': 'Navn',
} as const;
