/** The body of an upload: a file, or the files of one report, as multipart/form-data, with what is told of it. */
import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { OgiError } from '../errors.js';
import { MAX_UPLOAD_BYTES, fileTooLarge } from '../services/administration.js';
import type { Upload } from '../services/administration.js';

/** Fields that say where a file comes from. */
const FIELDS = ['sourceUrl', 'retrievedAt'] as const;
type FieldName = (typeof FIELDS)[number];

/** Most files of one upload: a report has no more pages of pictures. */
const MOST_FILES = 100;

/** Limits of the parser: one part more of each than is allowed, so that it is seen and refused, and never left out unseen. */
export const UPLOAD_LIMITS = {
  files: MOST_FILES + 1,
  fields: FIELDS.length + 1,
  fieldSize: 4096,
  parts: FIELDS.length + MOST_FILES + 2,
  fileSize: MAX_UPLOAD_BYTES + 1,
} as const;

/** A file of just the limit with all that may be around it. */
export const MAX_BODY_BYTES = MAX_UPLOAD_BYTES + 64 * 1024;

/**
 * Reads the body.
 *
 * @throws OgiError `BAD_ARGUMENT` where it is not well formed, holds no file or more than a hundred, or a field that is not known.
 */
export async function decodeUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw refused('file', 'The request has no file.');
  // Before a byte is read of what is not taken in the end.
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw fileTooLarge();
  const files: { fileName: string; bytes: Uint8Array }[] = [];
  const fields: Record<FieldName, string | null> = { sourceUrl: null, retrievedAt: null };
  try {
    for await (const part of request.parts({ limits: UPLOAD_LIMITS })) {
      if (part.type === 'file') {
        if (files.length === MOST_FILES)
          throw refused('file', `The request has more than ${MOST_FILES} files.`);
        files.push({ fileName: part.filename, bytes: await part.toBuffer() });
        continue;
      }
      const name = FIELDS.find((one) => one === part.fieldname);
      if (name === undefined) throw refused(part.fieldname, `There is no field "${part.fieldname}".`);
      if (fields[name] !== null) throw refused(name, `The field ${name} is given twice.`);
      if (part.valueTruncated) throw refused(name, `The field ${name} is too long.`);
      fields[name] = String(part.value);
    }
  } catch (cause) {
    if (cause instanceof OgiError) throw cause;
    throw refused('file', 'The body is no well-formed multipart/form-data.', cause);
  }
  const [file, ...further] = files;
  if (file === undefined) throw refused('file', 'The request has no file.');
  return { ...file, further, ...fields };
}

function refused(argument: string, message: string, cause?: unknown): OgiError {
  return new OgiError('BAD_ARGUMENT', message.slice(0, 200), {
    argument: argument.slice(0, 100),
    remedy: `Send one file, or the files of one report, as multipart/form-data, e.g. curl -F file=@report.html; beside it only the fields ${FIELDS.join(' and ')} are read.`,
    cause,
  });
}
