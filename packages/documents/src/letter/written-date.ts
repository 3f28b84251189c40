import type { LetterLanguage, PlainDateString } from '@boligtrapp/domain';
import type { DocumentLanguage } from '../pdf/pdf-task.ts';

const MONTHS: Readonly<Record<DocumentLanguage, readonly string[]>> = {
  nb: [
    'januar',
    'februar',
    'mars',
    'april',
    'mai',
    'juni',
    'juli',
    'august',
    'september',
    'oktober',
    'november',
    'desember',
  ],
  nn: [
    'januar',
    'februar',
    'mars',
    'april',
    'mai',
    'juni',
    'juli',
    'august',
    'september',
    'oktober',
    'november',
    'desember',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};

/** The date as it stands in a letter: `30. november 2026`, in English `30 November 2026`. */
// A table and not Intl: the text of a letter must not change with the version of ICU.
export function writeOutDate(date: PlainDateString, language: DocumentLanguage): string {
  const month = MONTHS[language][Number(date.slice(5, 7)) - 1] ?? '';
  const day = String(Number(date.slice(8, 10)));
  return language === 'en' ? `${day} ${month} ${date.slice(0, 4)}` : `${day}. ${month} ${date.slice(0, 4)}`;
}

const WEEKDAYS: Readonly<Record<LetterLanguage, readonly string[]>> = {
  nb: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  nn: ['måndag', 'tysdag', 'onsdag', 'torsdag', 'fredag', 'laurdag', 'sundag'],
};

/** A day and a time of day (`HH:MM`) as they stand in a letter: `tirsdag 12. mai 2026 klokka 10.30`. */
export function writeOutTime(
  { on, at }: { readonly on: PlainDateString; readonly at: string },
  language: LetterLanguage,
): string {
  const weekday = WEEKDAYS[language][Temporal.PlainDate.from(on).dayOfWeek - 1] ?? '';
  const [hour = '', minute = ''] = at.split(':');
  const time = minute === '00' ? String(Number(hour)) : `${Number(hour)}.${minute}`;
  return `${weekday} ${writeOutDate(on, language)} klokka ${time}`;
}
