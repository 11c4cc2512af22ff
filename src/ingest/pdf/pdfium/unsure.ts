/** Where PDFium may read other than what is printed, the other library reads the file. */

/** Ends the reading with PDFium. It is no failure of the file. */
export class UnsureError extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'UnsureError';
  }
}
