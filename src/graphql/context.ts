/** What resolvers get with each request. */
import type { ReportReader } from '../services/report-reader.js';

/** The context of one GraphQL request. */
export interface GraphContext {
  /** All reads of this request. */
  readonly reader: ReportReader;
}
