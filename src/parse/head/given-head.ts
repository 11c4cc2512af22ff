/** What the user says of a file that tells too little of itself. */

/** Given with a file; outweighs what the file prints, and a finding says so. */
export interface GivenHead {
  title?: string;
  organ?: string;
  year?: number;
}
