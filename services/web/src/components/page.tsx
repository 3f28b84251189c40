import { Heading } from '@digdir/designsystemet-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useMe } from '../api/me.ts';

/**
 * One page: its heading, which is focused when the page is come to, and its title in the browser, with the municipality
 * for whom it is.
 */
export function Page({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  const municipality = useMe().data?.municipality?.name;
  useEffect(() => {
    document.title = [title, 'Boligtrapp', municipality].filter((part) => part !== undefined).join(' – ');
  }, [title, municipality]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <Heading level={1} data-size="lg" ref={heading} tabIndex={-1}>
        {title}
      </Heading>
      {children}
    </>
  );
}
