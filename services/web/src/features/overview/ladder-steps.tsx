import type { Schemas } from '@boligtrapp/client';
import { Card, Heading } from '@digdir/designsystemet-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Text, useText } from '../../i18n/text.tsx';
import { CapacityBar } from './capacity-bar.tsx';
import { expectedOf, shortageOf } from './shortage.ts';

type Step = Schemas['LadderStep'];

/** What a ladder is drawn from. */
export interface LadderDrawing {
  readonly steps: readonly Step[];
  /** Null where the reader may not see the forecast: then nothing is said of a shortage. */
  readonly vacancies: readonly Schemas['ForecastVacancy'][] | null;
  /** Whether the reader may see who waits. */
  readonly seesQueue: boolean;
}

/** A ladder as five steps that rise to the greatest need. */
export function LadderSteps({ steps, vacancies, seesQueue }: LadderDrawing): ReactNode {
  return (
    <ol className="bt-ladder">
      {steps.map((step) => (
        <li key={step.level} className={`bt-step bt-step-${step.level}`}>
          <Card>
            <StepCard step={step} vacancies={vacancies} seesQueue={seesQueue} />
          </Card>
        </li>
      ))}
    </ol>
  );
}

function StepCard({
  step,
  vacancies,
  seesQueue,
}: Omit<LadderDrawing, 'steps'> & { readonly step: Step }): ReactNode {
  const text = useText();
  const { track, level, stock, occupied, vacant, outOfUse, queue, movers } = step;
  const shortage = vacancies === null ? 0 : shortageOf(step, vacancies);
  return (
    <>
      <Heading level={3} data-size="2xs">
        <Link to="/boliger" search={{ track, level }}>
          {text('ladder.step', { level })}
        </Link>
      </Heading>
      <CapacityBar step={step} />
      <dl className="bt-figures">
        <Figure name={text('ladder.stock')} value={stock} />
        <Figure name={text('ladder.occupied')} value={occupied} />
        <Figure name={text('ladder.vacant')} value={vacant} />
        <Figure name={text('ladder.outOfUse')} value={outOfUse} />
        <Waiting who="queue" count={queue} step={step} seesQueue={seesQueue} />
        <Waiting who="movers" count={movers} step={step} seesQueue={seesQueue} />
      </dl>
      {vacancies !== null && shortage > 0 && (
        <p className="bt-shortage">
          <strong>{text('ladder.shortage', { count: shortage })}</strong>
          <span>
            <Text
              id="ladder.shortageFormula"
              values={{ queue, vacant, expected: expectedOf(step, vacancies), shortage }}
            />
          </span>
        </p>
      )}
    </>
  );
}

/** How many wait for the step in one way, and who they are. */
function Waiting({
  who,
  count,
  step: { track, level },
  seesQueue,
}: {
  readonly who: 'queue' | 'movers';
  readonly count: number;
  readonly step: Step;
  readonly seesQueue: boolean;
}): ReactNode {
  const text = useText();
  return (
    <div>
      <dt>{text(`ladder.${who}`)}</dt>
      <dd>
        {seesQueue ? (
          <Link to="/sokere" search={{ track, level, who: who === 'movers' ? 'movers' : 'applicants' }}>
            {count}
            <span className="ds-sr-only"> {text(`ladder.${who}Of`, { level })}</span>
          </Link>
        ) : (
          count
        )}
      </dd>
    </div>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: number }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
