/** `POST /import`: a file, or the files of one report, as multipart/form-data, for uploads too large for a GraphQL request. */
import { fastifyMultipart } from '@fastify/multipart';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badArgument } from '../services/check-input.js';
import type { ServedStores } from './served-stores.js';
import { fileTooLarge, importUpload } from '../services/administration.js';
import type { AdminDoor } from './admin-door.js';
import { answerRefusal } from './answer-refusal.js';
import { MAX_BODY_BYTES, UPLOAD_LIMITS, decodeUpload } from './decode-upload.js';

/**
 * Adds the route. The fields `sourceUrl` and `retrievedAt`, before the file in the body, say where it comes from. Several files are joined as those of a folder are. It answers like the mutation `importReport`: `{status, sha256, reportId, setAside}`.
 */
export async function addImportRoute(
  app: FastifyInstance,
  stores: ServedStores,
  {
    adminToken,
    uploadDeadlineMs: deadlineMs,
  }: {
    /** Without one nobody is let in. */
    adminToken: string | null;
    /** Milliseconds in which a file must have been read. */
    uploadDeadlineMs: number;
  },
  door: AdminDoor,
): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(fastifyMultipart, { limits: UPLOAD_LIMITS, throwFileSizeLimit: false });
    scope.setErrorHandler(answerUploadRefusal);
    scope.post('/import', {
      bodyLimit: MAX_BODY_BYTES,
      // Before a byte of the body is read.
      onRequest: (request, _reply, done) => {
        door.enter(request, adminToken);
        done();
      },
      handler: async (request) => {
        const upload = await decodeUpload(request);
        const { status, sha256, report, setAside } = await importUpload(stores.user, upload, request.id, {
          deadlineMs,
        });
        return { status, sha256, reportId: report?.id ?? null, setAside };
      },
    });
  });
}

/** What the server itself refuses of a body is the client's error as any other. */
function answerUploadRefusal(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { statusCode = 500 } = error;
  // The rest of the body is not read.
  if (!request.raw.complete) void reply.header('connection', 'close');
  if (statusCode === 413) answerRefusal(fileTooLarge(), request, reply);
  else if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    answerRefusal(
      badArgument(
        'file',
        'The request has no file.',
        'Send it as multipart/form-data, e.g. curl -F file=@report.html.',
      ),
      request,
      reply,
    );
  } else answerRefusal(error, request, reply);
}
