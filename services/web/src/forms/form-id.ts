import { createContext, useContext } from 'react';

/** Id of the form around a field: two forms on a page may have fields of the same name. */
export const FormId = createContext('');

/** The id of a field in the document, which error summaries link to. */
export function useFieldId(name: string): string {
  return `${useContext(FormId)}-${name}`;
}
