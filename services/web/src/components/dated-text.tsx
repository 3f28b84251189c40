import { Fragment, type ReactNode } from 'react';
import { parseDay } from './parse-day.ts';

const DAY = /(\d{2}\.\d{2}\.\d{4})/;

/** A sentence of the API, with the days in it marked as days. */
export function DatedText({ text }: { readonly text: string }): ReactNode {
  return text.split(DAY).map((part, index) => {
    const date = DAY.test(part) ? parseDay(part, part) : undefined;
    return (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one sentence never change their order
      <Fragment key={index}>{date === undefined ? part : <time dateTime={date}>{part}</time>}</Fragment>
    );
  });
}
