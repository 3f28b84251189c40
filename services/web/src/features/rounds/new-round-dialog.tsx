import type { Schemas } from '@boligtrapp/client';
import { Paragraph } from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { answerOf } from '../../api/answer.ts';
import { api } from '../../api/api.ts';
import { useCommand } from '../../api/use-command.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { CommandDialog } from '../../components/command-dialog.tsx';
import { parseDay } from '../../components/parse-day.ts';
import { wordOf } from '../../components/read-search.ts';
import { CommandForm } from '../../forms/command-form.tsx';
import { DateField } from '../../forms/date-field.tsx';
import { NumberField } from '../../forms/number-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { today } from '../../forms/today.ts';
import { Text, useText } from '../../i18n/text.tsx';

const CERTAINTIES = ['certain', 'likely', 'possible'] as const;
const LONGEST_HORIZON = 366;

interface NewRound {
  readonly meetingOn: string;
  readonly horizonDays: string;
  readonly tracks: string;
  readonly includesMovers: string;
  readonly forecastCertainty: string;
}

/** What a round takes part with; once it is made, the page of the round shows how far it has come. */
export function NewRoundDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const text = useText();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const form = useForm<NewRound>({
    defaultValues: {
      meetingOn: '',
      horizonDays: '30',
      tracks: '',
      includesMovers: '',
      forecastCertainty: '',
    },
  });
  const make = useCommand({
    send: async (body: Schemas['RoundRequest'], key: string) =>
      await answerOf(api.POST('/v1/rounds', { params: { header: { 'idempotency-key': key } }, body })),
    invalidates: [['rounds']],
    onDone: ({ id }) => {
      announce(text('rounds.made'));
      void navigate({ to: '/runder/$roundId', params: { roundId: id } });
    },
  });
  return (
    <CommandDialog title={text('rounds.new')} onClose={onClose}>
      <Paragraph>
        <Text id="rounds.what" />
      </Paragraph>
      <CommandForm
        form={form}
        onSubmit={(values) => make.run(toRequest(values))}
        submit="rounds.make"
        isRunning={make.isRunning}
        error={make.error}
        onCancel={onClose}
      >
        <DateField name="meetingOn" label={text('rounds.meetingOn')} />
        <NumberField
          name="horizonDays"
          label={text('rounds.horizonDays')}
          description={text('rounds.horizonHelp')}
          least={0}
          most={LONGEST_HORIZON}
        />
        <RadioField
          name="tracks"
          label={text('rounds.tracks')}
          choices={[
            { value: 'both', name: text('rounds.bothTracks') },
            { value: 'welfare', name: text('track.welfare') },
            { value: 'care', name: text('track.care') },
          ]}
        />
        <RadioField
          name="includesMovers"
          label={text('rounds.movers')}
          choices={[
            { value: 'yes', name: text('rounds.moversIn') },
            { value: 'no', name: text('rounds.moversOut') },
          ]}
        />
        <SelectField
          name="forecastCertainty"
          label={text('rounds.certainty')}
          description={text('rounds.certaintyHelp')}
          choices={CERTAINTIES.map((value) => ({ value, name: text(`rounds.certainty.${value}`) }))}
          isOptional
        />
      </CommandForm>
    </CommandDialog>
  );
}

function toRequest(values: NewRound): Schemas['RoundRequest'] {
  const track = wordOf(['welfare', 'care'], values.tracks);
  return {
    meetingOn: parseDay(values.meetingOn, today()) ?? values.meetingOn,
    horizonDays: Number(values.horizonDays),
    tracks: track === undefined ? ['welfare', 'care'] : [track],
    includesMovers: values.includesMovers === 'yes',
    forecastCertainty: wordOf(CERTAINTIES, values.forecastCertainty) ?? null,
  };
}
