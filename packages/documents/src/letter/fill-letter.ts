import Docxtemplater, { type DXT } from 'docxtemplater';
import { sealZip } from '../zip/sealed-zip.ts';
import { type LetterFields, letterText } from './letter-data.ts';
import { LetterError } from './letter-error.ts';
import { openTemplate } from './open-template.ts';

/** A template of Word and what to put into it. */
export interface FillLetterInput {
  /** Bytes of a .docx; a placeholder is written `{endDate}`, a part for when there is one `{#moveOutDate}…{/moveOutDate}`. */
  readonly template: Uint8Array;
  readonly data: LetterFields;
}

const MAX_NAMES = 10;
const NOTHING = /(?!)/u;

/**
 * The letter as a .docx. Data is put in as text, lines below each other; nothing in it is read as a placeholder or as
 * markup. The same template and data give the same bytes.
 *
 * @throws {LetterError} when the template is not fit for use, or has a placeholder that `data` lacks.
 */
export function fillLetter({ template, data }: FillLetterInput): Uint8Array {
  const values = new Map(Object.entries(data).map(([name, value]) => [name, letterText(value)]));
  const unknown = new Set<string>();
  const zip = openTemplate(template);
  try {
    const document = new Docxtemplater(zip, {
      paragraphLoop: true,
      linebreaks: true,
      // Its log would have the text of the letter in it.
      errorLogging: false,
      modules: [noMarkup()],
      syntax: { changeDelimiterPrefix: null },
      // Names only: the library's own parser reaches into objects, and so to what every object has.
      parser: (tag) => ({
        get: () => {
          const value = values.get(tag);
          if (value === undefined) unknown.add(tag);
          return value ?? '';
        },
      }),
    });
    document.render();
  } catch (error) {
    throw new LetterError('letter.template-broken', brokenTags(error));
  }
  if (unknown.size > 0) {
    throw new LetterError('letter.placeholder-unknown', [...unknown].slice(0, MAX_NAMES).join(', '));
  }
  return sealZip(zip);
}

/** The library takes `{@name}` for the name of a value that is markup. Here it is a name like any other: an unknown one. */
// One for each letter: the library takes no module twice.
function noMarkup(): DXT.Module {
  return {
    name: 'NoMarkup',
    optionsTransformer: (options, { modules }: { readonly modules: readonly DXT.Module[] }) => {
      const raw = modules.find(({ name }) => name === 'RawXmlModule');
      if (raw === undefined) throw new Error('the library has no module for markup any more');
      Reflect.set(raw, 'prefix', NOTHING);
      return options;
    },
  };
}

/** Names of the placeholders that the library complains of. */
function brokenTags(error: unknown): string {
  if (!(error instanceof Error) || !('properties' in error)) return '';
  const { properties } = error;
  if (typeof properties !== 'object' || properties === null) return '';
  const errors: unknown = 'errors' in properties ? properties.errors : [error];
  if (!Array.isArray(errors)) return '';
  const tags = errors.map((fault: unknown) => tagOf(fault)).filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, MAX_NAMES).join(', ');
}

function tagOf(fault: unknown): string {
  if (!(fault instanceof Error) || !('properties' in fault)) return '';
  const { properties } = fault;
  const hasTag = typeof properties === 'object' && properties !== null && 'xtag' in properties;
  return hasTag && typeof properties.xtag === 'string' ? properties.xtag : '';
}
