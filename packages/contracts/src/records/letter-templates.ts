import { type Static, Type } from 'typebox';
import { line, PlainDate, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';
import { LetterKindName, LetterLanguageName, Sha256 } from './notices.ts';

const closed = { additionalProperties: false } as const;
/** Characters that 5 MiB take in base64. */
const MAX_BASE64 = 6_990_508;

/** A Word template of the municipality, to be stored. */
export const LetterTemplateUpload = Type.Object(
  {
    letterKind: LetterKindName,
    language: LetterLanguageName,
    validFrom: {
      ...PlainDate,
      description: 'First day on which letters are written from it (inclusive); today or later.',
    },
    docx: Type.String({
      minLength: 4,
      maxLength: MAX_BASE64,
      pattern: '^[A-Za-z0-9+/]+={0,2}$',
      contentEncoding: 'base64',
      description: 'The .docx in base64, at most 5 MiB of it.',
    }),
  },
  { ...closed, title: 'LetterTemplateUpload' },
);
/** {@link LetterTemplateUpload} */
export type LetterTemplateUpload = Static<typeof LetterTemplateUpload>;

/** The template that was stored. */
export const UploadedLetterTemplate = Type.Object(
  { id: Uuid, versionNumber: Type.Integer({ minimum: 1 }), sha256: Sha256 },
  { ...closed, title: 'UploadedLetterTemplate' },
);

/** A template of the municipality (brevmal). */
export const LetterTemplate = Type.Object(
  {
    id: Uuid,
    letterKind: LetterKindName,
    language: LetterLanguageName,
    versionNumber: Type.Integer({ minimum: 1, description: '1 for the first of its kind and language.' }),
    validFrom: {
      ...PlainDate,
      description:
        'Of those valid on a day the one valid from the latest day holds, and of these the latest version.',
    },
    sha256: Sha256,
    byteCount: Type.Integer({ minimum: 1 }),
    uploadedBy: Type.String(),
  },
  { ...closed, title: 'LetterTemplate' },
);

/** Every template, by kind and language, the newest version first. */
export const LetterTemplates = Type.Object(
  { items: list(LetterTemplate) },
  { ...closed, title: 'LetterTemplates' },
);

/** Path of one template. */
export const LetterTemplateParams = Type.Object({ templateId: Uuid }, closed);
/** Which text of the product. */
export const DefaultLetterTemplateQuery = Type.Object(
  { letterKind: LetterKindName, language: LetterLanguageName },
  closed,
);

const sender = {
  contactLines: list(line(100), {
    minItems: 1,
    maxItems: 6,
    description: 'Whom a tenant contacts: office, telephone, address on the web, one line each.',
  }),
  senderLines: list(line(100), {
    minItems: 1,
    maxItems: 6,
    description: 'Who signs: title and office, one line each.',
  }),
};

/** What letters say of their sender from now on. */
export const LetterSenderRegistration = Type.Object(sender, { ...closed, title: 'LetterSenderRegistration' });
/** The version that was stored. */
export const RecordedLetterSender = Type.Object(
  { versionNumber: Type.Integer({ minimum: 1 }) },
  { ...closed, title: 'RecordedLetterSender' },
);
/** What letters say of their sender. */
export const LetterSender = Type.Object(
  { ...sender, versionNumber: Type.Integer({ minimum: 1 }), recordedBy: Type.String() },
  { ...closed, title: 'LetterSender' },
);
