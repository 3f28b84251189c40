const TENANCY_ACT = 'LOV-1999-03-26-17';
const ADMINISTRATION_ACT = 'LOV-1967-02-10';

/** A provision as people write it; other acts by their number. */
export function lawText(ref: string): string {
  if (ref.startsWith(TENANCY_ACT)) return `husleieloven${ref.slice(TENANCY_ACT.length)}`;
  if (/^LOV-1967-02-10(?!-)/.test(ref)) return `forvaltningsloven${ref.slice(ADMINISTRATION_ACT.length)}`;
  return ref;
}
