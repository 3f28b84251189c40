import type { ReactNode } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { wordOf } from '../../components/read-search.ts';
import { SelectField } from '../../forms/select-field.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { ROLES } from '../../i18n/is-role.ts';
import { useText } from '../../i18n/text.tsx';
import { useDirectory } from './use-directory.ts';

/** Stands for somebody who is not in the directory; no id begins with a space. */
const SOMEBODY_ELSE = ' else';
const LONGEST_NAME = 200;

/**
 * Somebody of the municipality, chosen from those who have signed in here. Whoever has not is typed, into a second field
 * that has the same name with `Typed` after it.
 */
export function PersonField({
  name,
  label,
  typedHelp,
}: {
  readonly name: string;
  readonly label: string;
  /** What to type about somebody who is not in the list. */
  readonly typedHelp: string;
}): ReactNode {
  const text = useText();
  const { control } = useFormContext();
  const chosen: unknown = useWatch({ control, name });
  const people = useDirectory();
  const choices = people.map((person) => {
    const role = wordOf(ROLES, person.role);
    const known = person.name === null ? person.member : `${person.name} (${person.member})`;
    return { value: person.member, name: role === undefined ? known : `${known}, ${text(`role.${role}`)}` };
  });
  return (
    <>
      <SelectField
        name={name}
        label={label}
        choices={[...choices, { value: SOMEBODY_ELSE, name: text('staff.else') }]}
      />
      {chosen === SOMEBODY_ELSE && (
        <TextField
          name={`${name}Typed`}
          label={text('staff.typed')}
          description={typedHelp}
          maxLength={LONGEST_NAME}
        />
      )}
    </>
  );
}

/** Who was chosen, or typed. */
export function personOf(chosen: string, typed: string): string {
  return chosen === SOMEBODY_ELSE ? typed.trim() : chosen;
}
