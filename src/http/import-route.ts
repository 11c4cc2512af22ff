/** `POST /import`: a file as multipart/form-data, for uploads too large for a GraphQL request. */
import { fastifyMultipart } from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { OgiError } from '../errors.js';
import type { ServedStores } from '../served-stores.js';
import { MAX_UPLOAD_BYTES, importUpload } from '../services/administration.js';
import { authorize } from '../services/authorize.js';
import { answerRefusal } from './answer-refusal.js';

/**
 * Adds the route. The fields `sourceUrl` and `retrievedAt`, before the file in the body, say where it comes from. It answers like the mutation `importReport`: `{status, sha256, reportId, setAside}`.
 */
export async function addImportRoute(
  app: FastifyInstance,
  stores: ServedStores,
  adminToken: string | null,
): Promise<void> {
  await app.register(async (scope) => {
    // One more byte than is allowed, so that a file of just the limit passes.
    await scope.register(fastifyMultipart, {
      limits: { files: 1, fields: 2, fieldSize: 4096, parts: 3, fileSize: MAX_UPLOAD_BYTES + 1 },
      throwFileSizeLimit: false,
    });
    scope.setErrorHandler(answerRefusal);
    scope.post('/import', {
      bodyLimit: MAX_UPLOAD_BYTES + 64 * 1024,
      // Before a byte of the body is read.
      onRequest: (request, _reply, done) => {
        authorize(adminToken, request.headers.authorization);
        done();
      },
      handler: async (request) => {
        const file = request.isMultipart() ? await request.file() : undefined;
        if (file === undefined) {
          throw new OgiError('BAD_ARGUMENT', 'The request has no file.', {
            argument: 'file',
            remedy: 'Send it as multipart/form-data, e.g. curl -F file=@report.html.',
          });
        }
        const bytes = await file.toBuffer();
        const field = (name: string): string | null => {
          const part = file.fields[name];
          const value =
            part !== undefined && !Array.isArray(part) && part.type === 'field' ? part.value : null;
          return typeof value === 'string' ? value : null;
        };
        const upload = {
          fileName: file.filename,
          bytes,
          sourceUrl: field('sourceUrl'),
          retrievedAt: field('retrievedAt'),
        };
        const { status, sha256, report, setAside } = await importUpload(stores.user, upload, request.id);
        return { status, sha256, reportId: report?.id ?? null, setAside };
      },
    });
  });
}
