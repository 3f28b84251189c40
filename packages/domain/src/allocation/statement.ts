import type { ReviewFigures, ReviewOutcomeFigures } from '../review/review-figures.ts';
import type { RuleCode } from './rules.ts';
import type { WishCode } from './wishes.ts';

/** One figure of a statement: a number, a text (a name, a code, a civil date), or names in a list. */
export type StatementFigure = number | string | readonly string[];

/** `yes` or `no`, as texts choose by them. */
export type YesNo = 'yes' | 'no';

interface ValueAndLimit<Value, Limit> {
  readonly value: Value;
  readonly limit: Limit;
}

/** What a rule compared: what the dwelling has (`value`) and what is asked (`limit`); `none` where nothing is. */
export interface RuleFigures extends Readonly<Record<RuleCode, object>> {
  readonly track: ValueAndLimit<string, string>;
  readonly level: ValueAndLimit<number, readonly string[]>;
  /** Codes in camel case (`housingFirst`), and so of the staffing: messages choose by them. */
  readonly programme: ValueAndLimit<string, string>;
  readonly bedrooms: { readonly value: number; readonly min: number; readonly max: number };
  readonly wheelchair: ValueAndLimit<YesNo, YesNo>;
  /** `lift`, or the floor of the entrance; the highest floor without a lift. */
  readonly 'floor-access': ValueAndLimit<string, string>;
  readonly screened: ValueAndLimit<YesNo, YesNo>;
  readonly 'own-entrance': ValueAndLimit<YesNo, YesNo>;
  readonly staffing: ValueAndLimit<string, string>;
  readonly 'fit-for-children': ValueAndLimit<YesNo, YesNo>;
  readonly 'school-district': ValueAndLimit<string, string>;
  readonly 'required-area': ValueAndLimit<string, readonly string[]>;
  readonly 'place-spared': ValueAndLimit<number, number>;
  /** Neutral: neither the other household nor the reason is for the reader. */
  readonly 'kept-apart': { readonly suitable: YesNo };
  readonly 'free-in-time': ValueAndLimit<string, string>;
  /** The day on which the municipality's own contract ends, or `none`; the last day of the lease. */
  readonly 'lease-term': ValueAndLimit<string, string>;
}

interface NoFigures {
  readonly [name: string]: never;
}

/** Why a household ends in a dwelling, or does not: the outcome words of a proposal. */
export interface OutcomeFigures {
  readonly 'placed-here': NoFigures;
  readonly 'stays-here': NoFigures;
  readonly 'moves-away': NoFigures;
  readonly 'rule-failed': { readonly count: number };
  /** It goes to a household ranked before. Nobody is named to those who may not know. */
  readonly taken: NoFigures;
  readonly 'taken-by': { readonly household: string };
  /** Whoever lives there has nowhere else to go. Never named: that would tell where somebody lives today. */
  readonly held: NoFigures;
  readonly 'would-overfill': { readonly place: string; readonly load: number; readonly cap: number };
  readonly 'kept-apart': NoFigures;
  /** Not compared yet by how much. */
  readonly 'whole-is-better': NoFigures;
  /** Figures of the whole with this pair, less those of the proposal. */
  readonly 'whole-is-better-by': {
    readonly misfit: number;
    readonly excess: number;
    readonly score: number;
  };
  readonly 'whole-is-equal': NoFigures;
  readonly 'others-would-lose': { readonly count: number };
  readonly 'others-would-lose-named': { readonly count: number; readonly households: readonly string[] };
}

/** Where a household ends. */
export interface EndingFigures {
  readonly placed: { readonly dwelling: string };
  readonly moves: { readonly dwelling: string; readonly from: string };
  readonly stays: { readonly dwelling: string };
  readonly 'gets-none': NoFigures;
}

/** The proof that a household could not be served. */
export interface CertificateFigures {
  readonly 'nothing-fits': { readonly count: number };
  readonly 'hall-set': { readonly count: number; readonly dwellings: readonly string[] };
  readonly resource: { readonly places: readonly string[]; readonly room: number; readonly bound: number };
  readonly 'exhausted-search': { readonly count: number };
  readonly unproven: { readonly count: number };
}

/** What would have to change for a household to be served. */
export interface NearestChangeFigures {
  /** `cap`: what the place may carry; `needed`: what it would have to carry. */
  readonly headroom: { readonly place: string; readonly cap: number; readonly needed: number };
  readonly dwelling: { readonly like: string };
  readonly 'none-found': { readonly count: number };
  readonly 'not-in-time': NoFigures;
}

/** Load of a place without and with a household, of its cap. */
export interface LoadFigures {
  readonly capped: {
    readonly place: string;
    readonly before: number;
    readonly after: number;
    readonly cap: number;
  };
  readonly uncapped: { readonly place: string; readonly before: number; readonly after: number };
}

/** How a dwelling that is not free yet comes to be so. */
export interface VacancyFigures {
  readonly expected: { readonly from: string; readonly certainty: string };
}

type Prefixed<Prefix extends string, Group> = {
  readonly [Code in keyof Group & string as `${Prefix}.${Code}`]: Group[Code];
};

/** Every statement that an explanation is made of, by its code, with its figures. */
export type StatementFigures = Prefixed<'rule', RuleFigures> &
  Prefixed<'rule-name', Readonly<Record<RuleCode, NoFigures>>> &
  Prefixed<'wish', Readonly<Record<WishCode, { readonly points: number }>>> &
  Prefixed<'outcome', OutcomeFigures> &
  Prefixed<'ending', EndingFigures> &
  Prefixed<'certificate', CertificateFigures> &
  Prefixed<'change', NearestChangeFigures> &
  Prefixed<'load', LoadFigures> &
  Prefixed<'vacancy', VacancyFigures> &
  Prefixed<'review', ReviewFigures> &
  Prefixed<'review-outcome', ReviewOutcomeFigures>;

/** The code of a statement. Part of the API: never renamed or given another meaning. */
export type StatementCode = keyof StatementFigures;

/** Something that is said, as a code with figures; its text is made from these in the reader's language. */
export interface Statement {
  readonly code: StatementCode;
  readonly figures: Readonly<Record<string, StatementFigure>>;
}

/** A statement with the figures that belong to its code. */
export function state<Code extends StatementCode>(code: Code, figures: StatementFigures[Code]): Statement {
  return { code, figures: { ...figures } };
}
