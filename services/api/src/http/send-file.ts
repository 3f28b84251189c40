import type { FastifyReply } from 'fastify';
import { type TString, Type } from 'typebox';

const MEDIA_TYPES = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** Kinds of files that are answered. */
export type FileFormat = keyof typeof MEDIA_TYPES;

/** A response that is a file, as OpenAPI has it. */
export interface FileAnswer {
  readonly description: string;
  readonly content: Readonly<Record<string, { readonly schema: TString }>>;
}

/** How the answer of a route that sends one of these files is described. */
export function fileAnswer(description: string, formats: readonly FileFormat[]): FileAnswer {
  const schema = Type.String({ contentEncoding: 'binary' });
  return {
    description,
    content: Object.fromEntries(formats.map((format) => [MEDIA_TYPES[format], { schema }])),
  };
}

/**
 * Sends a file to be saved. `name` is without its ending and never has anything personal in it: names of files come
 * into histories and logs.
 */
export function sendFile(
  reply: FastifyReply,
  { bytes, format, name }: { readonly bytes: Uint8Array; readonly format: FileFormat; readonly name: string },
): FastifyReply {
  return reply
    .header('content-type', MEDIA_TYPES[format])
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
