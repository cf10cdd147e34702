package org.showtell.app.evaluation;

/**
 * Keywords that were given to photos, beside the words that people used for them.
 *
 * @param images how many photos
 * @param given keywords of all photos
 * @param right those of them that people used
 * @param used words that people used, as far as they are keywords
 */
public record KeywordCounts(int images, int given, int right, int used) {

  /** Share of the keywords given that people used; 0 where none is given. */
  public double precision() {
    return given == 0 ? 0 : (double) right / given;
  }

  /** Share of the words that people used that are given; 0 where they used none. */
  public double recall() {
    return used == 0 ? 0 : (double) right / used;
  }

  /** Keywords of a photo in the mean. */
  public double perImage() {
    return images == 0 ? 0 : (double) given / images;
  }
}
