/** The routes beside GraphQL, as OpenAPI 3.1. The parameters of an export are those that its reader takes. */
import { EXPORT_FORMATS, EXPORT_PARAMETERS } from '../services/export/check-export.js';
import { MAX_UPLOAD_BYTES } from '../services/administration.js';

const text = { type: 'string' } as const;

/** An error of any route, in the shape of GraphQL's. */
const refusal = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } },
});

/** What a request for a file, or for one of the files of a joined source, is answered with. */
const FILE_RESPONSES = {
  200: { description: 'The file.', content: { '*/*': {} } },
  206: { description: 'The part that was asked for.', content: { '*/*': {} } },
  304: { description: 'The file has not changed.' },
  404: refusal('There is no such file.'),
  416: { description: 'The file has no such part.' },
};

const EXPORT_TYPES = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/x-ndjson',
  'application/vnd.apache.parquet',
];

/** The description. */
export const OPENAPI = {
  openapi: '3.1.0',
  info: {
    title: 'ogi-reports: routes beside GraphQL',
    version: '1',
    description:
      'Chinese open-government-information annual reports. Search and statistics are POST /graphql; its schema is GET /schema.graphql.',
  },
  paths: {
    '/export': {
      get: {
        summary: 'All reports that a search finds, as a file',
        parameters: EXPORT_PARAMETERS.map((name) => ({
          name,
          in: 'query',
          required: name === 'format',
          schema: name === 'format' ? { enum: EXPORT_FORMATS } : text,
        })),
        responses: {
          200: {
            description: 'The file. `x-total-count` tells how many reports it holds.',
            content: Object.fromEntries(EXPORT_TYPES.map((type) => [type, {}])),
          },
          304: { description: 'The file that the client has is still right.' },
          400: refusal('What is wrong, and what to do.'),
          429: refusal('As many exports are running as the server does at once.'),
        },
      },
    },
    '/import': {
      post: {
        summary:
          'Imports one file, or several that are one report (a page and what it attaches, pictures of pages); the same bytes again change nothing',
        security: [{ admin: [] }],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: {
                  sourceUrl: { ...text, format: 'uri', description: 'Stands before the file in the body.' },
                  retrievedAt: { ...text, description: 'ISO 8601. Stands before the file in the body.' },
                  file: {
                    ...text,
                    format: 'binary',
                    maxLength: MAX_UPLOAD_BYTES,
                    description:
                      'May stand several times: the files are joined to one report, and are at most as long together.',
                  },
                },
              },
            },
          },
        },
        responses: {
          200: {
            description: 'What came of it.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Import' } } },
          },
          400: refusal('What is wrong, and what to do.'),
          401: refusal('The admin token is missing or wrong.'),
          403: refusal('No admin token is configured: writes are off.'),
        },
      },
    },
    '/feed': {
      get: {
        summary: 'The newest imports that a search finds, as Atom',
        parameters: ['query', 'filter', 'searchIn', 'sectionKinds', 'sameSection'].map((name) => ({
          name,
          in: 'query',
          schema: text,
        })),
        responses: {
          200: { description: 'The feed.', content: { 'application/atom+xml': {} } },
          304: { description: 'Nothing was imported since.' },
          400: refusal('What is wrong, and what to do.'),
          429: refusal('As many feeds are being read as the server does at once.'),
        },
      },
    },
    '/feed/changes': {
      get: {
        summary: 'What is new, revised with the cells that changed, or deleted, newest first, as Atom',
        responses: {
          200: { description: 'The feed.', content: { 'application/atom+xml': {} } },
          304: { description: 'Nothing has changed since.' },
          400: refusal('What is wrong, and what to do.'),
          429: refusal('As many requests as the address may make.'),
        },
      },
    },
    '/source/{sha256}': {
      get: {
        summary: 'The original file of a report, byte for byte',
        parameters: [
          { name: 'sha256', in: 'path', required: true, schema: { ...text, pattern: '^[0-9a-f]{64}$' } },
          { name: 'range', in: 'header', schema: text },
        ],
        responses: FILE_RESPONSES,
      },
    },
    '/source/{sha256}/{part}': {
      get: {
        summary: 'One of the files of a source that was joined of several',
        parameters: [
          { name: 'sha256', in: 'path', required: true, schema: { ...text, pattern: '^[0-9a-f]{64}$' } },
          { name: 'part', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
          { name: 'range', in: 'header', schema: text },
        ],
        responses: FILE_RESPONSES,
      },
    },
  },
  components: {
    securitySchemes: { admin: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Errors: {
        type: 'object',
        properties: {
          errors: {
            type: 'array',
            items: {
              type: 'object',
              properties: {
                message: text,
                extensions: {
                  type: 'object',
                  properties: { code: text, argument: text, messageZh: text, remedy: text, remedyZh: text },
                },
              },
            },
          },
        },
      },
      Import: {
        type: 'object',
        properties: {
          status: { enum: ['new', 'revised', 'reparsed', 'unchanged', 'set-aside'] },
          sha256: text,
          reportId: { type: ['string', 'null'] },
          setAside: { type: ['object', 'null'] },
        },
      },
    },
  },
} as const;
