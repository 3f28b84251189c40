import type { Schemas } from '@boligtrapp/client';

/** The rules of a municipality, as the API has them. */
export type PolicyContent = Schemas['PolicyContent'];

/** What a figure counts. */
export type FigureUnit = 'points' | 'percent' | 'months' | 'days' | 'bedrooms' | 'persons';

/** A figure that can be changed on the page, by the path under which the API compares it. */
export interface PolicyFigure {
  readonly figure: string;
  readonly unit: FigureUnit;
  readonly least: number;
  readonly most: number;
  /** Where the slider ends; the field beside it takes more. */
  readonly sliderMost: number;
}

const POINTS = { unit: 'points', least: 0, most: 100_000 } as const;
/** The API counts shares in hundredths of a per cent. */
const SHARE = { unit: 'percent', least: 0, most: 10_000, sliderMost: 10_000 } as const;
const LEVELS = [1, 2, 3, 4, 5] as const;

/** Figures in the order in which they are shown. Those that are lists or texts are not changed here. */
export const POLICY_FIGURES: readonly PolicyFigure[] = [
  ...(['welfare', 'care'] as const).flatMap((track) =>
    LEVELS.map((level) => ({ figure: `loadWeights/${track}/${level}`, ...POINTS, sliderMost: 20 })),
  ),
  { figure: 'caps/neighbourhoodPointsPer100Dwellings', ...POINTS, sliderMost: 40 },
  { figure: 'caps/districtPointsPer100Dwellings', ...POINTS, sliderMost: 40 },
  { figure: 'caps/cautionShareBasisPoints', ...SHARE },
  { figure: 'caps/softShareBasisPoints', ...SHARE },
  { figure: 'queue/pointsPerMonthWaiting', ...POINTS, sliderMost: 10 },
  { figure: 'queue/mostPointsForWaiting', ...POINTS, sliderMost: 120 },
  { figure: 'wishes/wishedArea', ...POINTS, sliderMost: 100 },
  { figure: 'wishes/schoolContinuity', ...POINTS, sliderMost: 100 },
  { figure: 'wishes/nearSupport', ...POINTS, sliderMost: 100 },
  { figure: 'wishes/perSpareBedroom', ...POINTS, sliderMost: 100 },
  { figure: 'wishes/robustWhereWearExpected', ...POINTS, sliderMost: 100 },
  { figure: 'wishes/smallUnitWhereWished', ...POINTS, sliderMost: 100 },
  { figure: 'wishes/perMonthWaiting', ...POINTS, sliderMost: 10 },
  { figure: 'spareBedrooms', unit: 'bedrooms', least: 0, most: 10, sliderMost: 10 },
  { figure: 'rotation/reviewWindowMonths', unit: 'months', least: 0, most: 36, sliderMost: 36 },
  { figure: 'rotation/redWithinDays', unit: 'days', least: 0, most: 92, sliderMost: 92 },
  { figure: 'offers/answerDays', unit: 'days', least: 1, most: 90, sliderMost: 90 },
  { figure: 'meetings/quorum', unit: 'persons', least: 1, most: 30, sliderMost: 30 },
];

/** The figure of a content; undefined where the content has none. */
export function readFigure(content: PolicyContent, figure: string): number | undefined {
  let part: unknown = content;
  for (const key of keysOf(figure)) {
    if (typeof part !== 'object' || part === null) return undefined;
    part = new Map<string, unknown>(Object.entries(part)).get(key);
  }
  return typeof part === 'number' ? part : undefined;
}

/** A new figure, and why it is so. */
export interface FigureChange {
  readonly figure: string;
  readonly value: number;
  readonly reason: string;
}

/** The content with another figure, and with the reason at its group. All else is as it was. */
export function withFigure(content: PolicyContent, { figure, value, reason }: FigureChange): PolicyContent {
  const group = groupOf(figure);
  const changed = put(content, keysOf(figure), value);
  const sources = Object.fromEntries(
    Object.entries(content.sources).map(([name, source]) => [
      name,
      name === group ? { ...source, reason } : source,
    ]),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a number took the place of a number
  return { ...(changed as PolicyContent), sources: { ...content.sources, ...sources } };
}

/** The group of a figure, which has one source and one reason. */
export function groupOf(figure: string): string {
  return figure.split('/')[0] ?? figure;
}

function keysOf(figure: string): readonly string[] {
  const keys = figure.split('/');
  // Levels are counted from one, and lists from nought.
  return keys[0] === 'loadWeights' ? [...keys.slice(0, -1), String(Number(keys.at(-1)) - 1)] : keys;
}

function put(part: unknown, [key = '', ...rest]: readonly string[], value: number): unknown {
  if (Array.isArray(part)) {
    return part.map((item: unknown, index) => (String(index) === key ? put(item, rest, value) : item));
  }
  if (typeof part !== 'object' || part === null) return value;
  const entries = new Map<string, unknown>(Object.entries(part));
  entries.set(key, put(entries.get(key), rest, value));
  return Object.fromEntries(entries);
}
