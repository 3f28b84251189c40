import { Heading } from '@digdir/designsystemet-react';
import { type ReactNode, useId } from 'react';
/** A part of a page with its heading, and what may be done there at its end. */
export function Section({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className="bt-section">
      <Heading level={2} data-size="sm" id={id}>
        {title}
      </Heading>
      {children}
      {actions !== undefined && <div className="bt-actions">{actions}</div>}
    </section>
  );
}
