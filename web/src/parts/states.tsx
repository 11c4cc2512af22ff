/** What is in the place of content that is not there (yet): never nothing. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ApiError } from '../api/client';
import { useText } from '../text';
import type { Dictionary } from '../text';

/** Says that something is being read. */
export function Loading(): ReactNode {
  const text = useText();
  return (
    <p className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {text.loading}
    </p>
  );
}

/** Says what is wrong and what to do. */
export function Failure(props: {
  message: string;
  help?: string | undefined;
  /** What the server or the browser said, and its language where that is not English. */
  details?: string | { lang: string; text: string } | undefined;
  retry?: (() => void) | undefined;
  home?: boolean;
}): ReactNode {
  const text = useText();
  const { message, help, details, retry, home = true } = props;
  return (
    <div className="failure" role="alert">
      <p className="failure-message">{message}</p>
      {help !== undefined && <p>{help}</p>}
      <p className="actions">
        {retry !== undefined && (
          <button type="button" onClick={retry}>
            {text.retry}
          </button>
        )}
        {home && (
          <Link href="/" className="button">
            {text.errors.home}
          </Link>
        )}
      </p>
      {details !== undefined && (
        <details>
          <summary>{text.details}</summary>
          {typeof details === 'string' ? (
            <p lang="en">{details}</p>
          ) : (
            <p lang={details.lang}>{details.text}</p>
          )}
        </details>
      )}
    </div>
  );
}

/** What the server said, in the language of the page where it said it in that. */
function detailsOf(error: Error, text: Dictionary): { lang: string; text: string } {
  if (!(error instanceof ApiError)) return { lang: 'en', text: error.message };
  if (text.lang !== 'en' && error.chinese !== null) return { lang: text.lang, text: error.chinese };
  return { lang: 'en', text: error.remedy === null ? error.message : `${error.message} ${error.remedy}` };
}

/** An error of the API, explained. */
export function ApiFailure({ error, retry }: { error: Error; retry?: () => void }): ReactNode {
  const text = useText();
  return <Failure message={explain(error, text)} details={detailsOf(error, text)} retry={retry} />;
}

/** One sentence that says what is wrong and what to do. */
export function explain(error: Error, text: Dictionary): string {
  if (!(error instanceof ApiError)) return text.errors.crashed;
  const { errors } = text;
  switch (error.code) {
    case 'BAD_QUERY':
      return errors.query;
    case 'BAD_CURSOR':
    case 'DATA_CHANGED':
      return errors.cursor;
    case 'TOO_MANY_REQUESTS':
      return errors.tooMany;
    case 'QUERY_TOO_EXPENSIVE':
      return errors.tooExpensive;
    case 'UNKNOWN_CELL':
    case 'UNKNOWN_DERIVED':
      return errors.unknownKey;
    case 'BAD_ARGUMENT':
    case 'BAD_USER_INPUT':
      return error.argument === null ? errors.refused : errors.argument(error.argument);
    default:
      return errors[error.kind];
  }
}
