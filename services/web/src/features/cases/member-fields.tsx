import type { Schemas } from '@boligtrapp/client';
import type { ReactNode } from 'react';
import { useFormContext } from 'react-hook-form';
import { parseDay } from '../../components/parse-day.ts';
import { DateField } from '../../forms/date-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { today } from '../../forms/today.ts';
import { useText } from '../../i18n/text.tsx';

/** What is typed about a person who is new to a household. */
export interface MemberValues {
  readonly name: string;
  readonly birthDate: string;
  readonly identityNumber: string;
}

/** The fields of {@link MemberValues}. */
export function MemberFields(): ReactNode {
  const text = useText();
  const { formState } = useFormContext();
  const isWrong = formState.errors['identityNumber'] !== undefined;
  return (
    <>
      <TextField name="name" label={text('member.name')} maxLength={200} />
      <DateField name="birthDate" label={text('case.born')} />
      <TextField
        name="identityNumber"
        label={text('case.identityNumber')}
        description={text(isWrong ? 'member.identityNumberWrong' : 'member.identityNumberWhat')}
        isOptional
        maxLength={11}
        inputMode="numeric"
      />
    </>
  );
}

/** What was typed, in the form of the API. */
export function toNewMember(
  { name, birthDate, identityNumber }: MemberValues,
  relation: Schemas['NewHouseholdMember']['relation'],
): Schemas['NewHouseholdMember'] {
  return {
    name: name.trim(),
    birthDate: parseDay(birthDate, today()) ?? birthDate,
    relation,
    ...(identityNumber.trim() === '' ? {} : { identityNumber: identityNumber.trim() }),
  };
}
