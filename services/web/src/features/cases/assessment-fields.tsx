import { Button, Checkbox, Fieldset } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { DateField } from '../../forms/date-field.tsx';
import { RadioField } from '../../forms/radio-field.tsx';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Text, useText } from '../../i18n/text.tsx';
import { type AssessmentValues, CHOICES, MOST_PARTS, YES_OR_NO } from './assessment-values.ts';

const LEVELS = [1, 2, 3, 4, 5] as const;
const URGENCY = [1, 2, 3, 4] as const;

/** The fields of an assessment: step, needs, points, days. */
export function AssessmentFields(): ReactNode {
  const text = useText();
  const { register } = useFormContext<AssessmentValues>();
  return (
    <>
      <RadioField
        name="track"
        label={text('dwellings.track')}
        choices={CHOICES.track.map((value) => ({ value, name: text(`track.${value}`) }))}
      />
      <SelectField
        name="level"
        label={text('ladder.stepHead')}
        choices={LEVELS.map((level) => ({ value: String(level), name: text('ladder.step', { level }) }))}
      />
      <SelectField
        name="programme"
        label={text('programmes.head')}
        choices={CHOICES.programme.map((value) => ({ value, name: text(`programme.${value}`) }))}
      />
      <SelectField
        name="urgencyClass"
        label={text('queue.urgency')}
        description={text('assessment.urgencyWhat')}
        choices={URGENCY.map((value) => ({ value: String(value), name: String(value) }))}
      />
      <TextField name="bedroomsMin" label={text('need.bedroomsMin')} inputMode="numeric" />
      <TextField name="bedroomsMax" label={text('need.bedroomsMax')} inputMode="numeric" />
      <Fieldset>
        <Fieldset.Legend>{text('need.of')}</Fieldset.Legend>
        {YES_OR_NO.map((need) => (
          <Checkbox key={need} value={need} label={text(`need.${need}`)} {...register('needs')} />
        ))}
      </Fieldset>
      <TextField
        name="floor"
        label={text('need.floor')}
        description={text('need.floorWhat')}
        inputMode="numeric"
        isOptional
      />
      <SelectField
        name="leastStaffing"
        label={text('need.staffing')}
        choices={CHOICES.staffing.map((value) => ({ value, name: text(`staffing.${value}`) }))}
      />
      <TextField name="followUpHours" label={text('need.followUpHours')} inputMode="numeric" />
      <Parts />
      <DateField name="waitingSince" label={text('queue.since')} />
      <DateField name="assessedOn" label={text('assessment.assessedOn')} />
      <DateField name="validUntil" label={text('assessment.validUntil')} />
    </>
  );
}

/** Criteria with their points; their sum is the points of the need. */
function Parts(): ReactNode {
  const text = useText();
  const { fields, append } = useFieldArray<AssessmentValues, 'parts'>({ name: 'parts' });
  return (
    <Fieldset>
      <Fieldset.Legend>{text('assessment.partsCaption')}</Fieldset.Legend>
      <Fieldset.Description>{text('assessment.noDiagnosis')}</Fieldset.Description>
      {fields.map(({ id }, index) => (
        <div key={id} className="bt-part">
          <TextField
            name={`parts.${index}.criterion`}
            label={text('assessment.criterionNo', { no: index + 1 })}
          />
          <TextField
            name={`parts.${index}.value`}
            label={text('assessment.valueNo', { no: index + 1 })}
            isOptional
          />
          <TextField
            name={`parts.${index}.points`}
            label={text('assessment.pointsNo', { no: index + 1 })}
            inputMode="numeric"
          />
        </div>
      ))}
      {fields.length < MOST_PARTS && (
        <Button
          type="button"
          variant="tertiary"
          data-size="sm"
          onClick={() => append({ criterion: '', value: '', points: '' })}
        >
          <Text id="assessment.addPart" />
        </Button>
      )}
    </Fieldset>
  );
}
