/** What is told of requests that Fastify itself refuses. */

/** What an HTTP error of the server itself says, by status. */
export const HTTP_ERRORS: Readonly<Record<number, { code: string; message: string; remedy: string }>> = {
  404: {
    code: 'NOT_FOUND',
    message: 'There is nothing at this address.',
    remedy: 'The endpoint is POST /graphql.',
  },
  413: { code: 'BAD_REQUEST', message: 'The request is larger than 1 MB.', remedy: 'Send a smaller query.' },
  415: {
    code: 'BAD_REQUEST',
    message: 'The content type of the request is not read.',
    remedy: 'Send content-type application/json.',
  },
  429: {
    code: 'TOO_MANY_REQUESTS',
    message: 'There were too many requests from this address in the last minute.',
    remedy: 'Wait for the seconds that the header retry-after tells.',
  },
};
/** What is told of any other. */
export const OTHER_HTTP_ERROR = {
  code: 'BAD_REQUEST',
  message: 'The request is not well formed.',
  remedy: 'Send POST /graphql with content-type application/json and a JSON object with the member "query".',
};
