/** A language of the texts for people: Bokmål, Nynorsk, English. */
export type Language = 'nb' | 'nn' | 'en';

/** One text in each language. */
export type Texts = Readonly<Record<Language, string>>;

/** What an `Accept-Language` range stands for here; `no` is the language without a written form. */
const RANGES: ReadonlyMap<string, Language> = new Map([
  ['nb', 'nb'],
  ['no', 'nb'],
  ['nn', 'nn'],
  ['en', 'en'],
]);

/** The language that the header likes best among ours; Bokmål when it names none of them. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  let best: Language = 'nb';
  let bestQuality = 0;
  for (const range of (acceptLanguage ?? '').toLowerCase().split(',').slice(0, 20)) {
    const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
    const language = RANGES.get(tag.split('-')[0] ?? '');
    const quality = qualityOf(parameters);
    if (language !== undefined && quality > bestQuality) {
      best = language;
      bestQuality = quality;
    }
  }
  return best;
}

function qualityOf(parameters: readonly string[]): number {
  const text = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}
