import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Json, KOBO_FIELDS, type KoboDwelling, type KoboField, supplierIdOf } from '@boligtrapp/kobo';

/** A dwelling, and what it was before. */
export interface StoredDwelling {
  readonly koboId: string;
  readonly dwelling: KoboDwelling;
  readonly before: KoboDwelling | null;
  readonly isDeleted: boolean;
}

/** Stands for the egenskaper that Kobo sets by itself; what they are called is not published. */
export const OWN_TRAIT = 'ERSTATNING_FOR_RULLESTOLBRUKER';

/** The dwellings of the stand-in, in memory and in a file where one is named. */
export class DwellingStore {
  readonly #dwellings = new Map<string, StoredDwelling>();
  readonly #file: string | undefined;

  constructor(file: string | undefined) {
    this.#file = file;
    if (file === undefined || !existsSync(file)) return;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written below
    const stored = JSON.parse(readFileSync(file, 'utf8')) as readonly StoredDwelling[];
    for (const each of stored) this.#dwellings.set(each.koboId, each);
  }

  /** The dwelling, unless it is deleted. */
  find(koboId: string): StoredDwelling | undefined {
    const found = this.#dwellings.get(koboId);
    return found === undefined || found.isDeleted ? undefined : found;
  }

  list(): readonly StoredDwelling[] {
    return [...this.#dwellings.values()].filter(({ isDeleted }) => !isDeleted);
  }

  /** Whether a dwelling has the supplier's id. */
  hasSupplierId(supplierId: string): boolean {
    return this.list().some(({ dwelling }) => supplierIdOf(dwelling) === supplierId);
  }

  add(dwelling: KoboDwelling): StoredDwelling {
    const koboId = randomUUID();
    return this.#store({
      koboId,
      dwelling: withOwnTrait({ ...dwelling, koboId }),
      before: null,
      isDeleted: false,
    });
  }

  /** What the dwelling is to be: fields that take no change stay as they are. */
  replace(stored: StoredDwelling, given: KoboDwelling): StoredDwelling {
    const fixed = Object.entries<KoboField>(KOBO_FIELDS)
      .filter(([, { isUpdatable }]) => isUpdatable === false)
      .flatMap(([name]) => {
        const value = stored.dwelling[name];
        return value === undefined ? [] : [[name, value] as const];
      });
    const dwelling = { ...given, ...Object.fromEntries(fixed), koboId: stored.koboId };
    return this.#store({ ...stored, dwelling: withOwnTrait(dwelling), before: stored.dwelling });
  }

  /** Somebody there changes fields, any of them. */
  edit(stored: StoredDwelling, fields: KoboDwelling): StoredDwelling {
    const dwelling = { ...stored.dwelling, ...fields, koboId: stored.koboId };
    return this.#store({ ...stored, dwelling: withOwnTrait(dwelling), before: stored.dwelling });
  }

  remove(stored: StoredDwelling): void {
    this.#store({ ...stored, isDeleted: true });
  }

  #store(stored: StoredDwelling): StoredDwelling {
    this.#dwellings.set(stored.koboId, stored);
    return stored;
  }

  /** Writes the file, where there is one. */
  save(): void {
    if (this.#file === undefined) return;
    writeFileSync(this.#file, JSON.stringify([...this.#dwellings.values()]), { mode: 0o600 });
  }
}

/** As HTTP has it. */
export function etagOf(dwelling: KoboDwelling): string {
  return `"${createHash('sha256').update(JSON.stringify(dwelling)).digest('base64url').slice(0, 27)}"`;
}

function withOwnTrait(dwelling: KoboDwelling): KoboDwelling {
  const { egenskaper, erTilgjengeligForRullestolbruker: isAccessible } = dwelling;
  if (typeof isAccessible !== 'boolean') return dwelling;
  const all: readonly Json[] = Array.isArray(egenskaper) ? egenskaper : [];
  const others = all.filter((each) => each !== OWN_TRAIT);
  return { ...dwelling, egenskaper: isAccessible ? [...others, OWN_TRAIT] : others };
}
