import type { ReactNode } from 'react';

/** Something wide in a box that scrolls by itself, also by keyboard; the page keeps its width. */
export function ScrollBox({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it a keyboard cannot scroll the box
    <section className="bt-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
