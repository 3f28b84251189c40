const TENANCY_ACT = 'LOV-1999-03-26-17';
/** What the municipality itself has laid down; Norwegian in every language, as the names of acts are. */
const LOCAL_RULES = 'kommunens tildelingsregler';
const ADMINISTRATION_ACT = 'LOV-1967-02-10';

/** A provision as people write it; other acts by their number. */
export function lawText(ref: string): string {
  if (ref.startsWith(TENANCY_ACT)) return `husleieloven${ref.slice(TENANCY_ACT.length)}`;
  if (/^LOV-1967-02-10(?!-)/.test(ref)) return `forvaltningsloven${ref.slice(ADMINISTRATION_ACT.length)}`;
  const local = /^local:[^/]+\/allocation-rules(?:#(.+))?$/.exec(ref);
  if (local !== null) return local[1] === undefined ? LOCAL_RULES : `${LOCAL_RULES} ${local[1]}`;
  return ref;
}
