package org.showtell.app.output.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.showtell.app.input.PhotoInput;
import org.showtell.app.output.caption.SamplePhotos;

class AttentionPlacesTest {
  private static final Path FOLDER = Path.of("out");
  private final AttentionPlaces places = new AttentionPlaces(FOLDER);

  @Test
  void mirrorsTheFolderThatThePhotosWereFoundIn() {
    assertPlace("a.attention.jpg", AttentionSamples.input("photos/a.jpg", "a.jpg"));
    assertPlace("m/a.attention.jpg", AttentionSamples.input("photos/m/a.jpg", "m/a.jpg"));
    assertPlace("z/a.attention.jpg", SamplePhotos.inZip("p.zip!z/a.jpg", "z/a.jpg"));
  }

  @Test
  void photosOfTheSameNameInDifferentFoldersHaveDifferentPictures() {
    assertPlace("x.attention.jpg", AttentionSamples.input("a/x.jpg", "x.jpg"));
    assertPlace("b/x.jpg.attention.jpg", AttentionSamples.input("b/x.jpg", "x.jpg"));
    assertPlace("c/x.jpg.attention.jpg", AttentionSamples.input("/c/x.jpg", "x.jpg"));
  }

  @Test
  void photosThatDifferInTheExtensionHaveDifferentPictures() {
    assertPlace("x.attention.jpg", AttentionSamples.input("a/x.jpg", "x.jpg"));
    assertPlace("a/x.png.attention.jpg", AttentionSamples.input("a/x.png", "x.png"));
  }

  @Test
  void noTwoPhotosShareAPictureAndNoneLeavesTheFolder() {
    List<String> paths =
        List.of("x.jpg", "a/x.jpg", "../x.jpg", "../../x.jpg", "/x.jpg", "x.png", "a/../b/x.jpg");
    Set<Path> taken = new HashSet<>();
    for (String path : paths) {
      PhotoInput photo = SamplePhotos.photo(path);
      Path place = places.claim(photo);
      assertEquals(place, places.of(photo));
      assertTrue(taken.add(place), path + " and another have " + place);
      assertTrue(place.normalize().startsWith(FOLDER), place.toString());
    }
  }

  @Test
  void aPhotoThatIsNamedTwiceHasOnePicture() {
    PhotoInput first = SamplePhotos.photo("a/x.jpg");
    PhotoInput second = SamplePhotos.photo("b/x.jpg");
    Path place = places.claim(first);
    Path other = places.claim(second);
    assertEquals(place, places.claim(first));
    assertEquals(other, places.claim(second));
  }

  @Test
  void knowsItsOwnPictures() {
    assertTrue(places.isPicture(SamplePhotos.photo("out/m/../a.attention.jpg")));
    assertFalse(places.isPicture(SamplePhotos.photo("out/a.jpg")));
    assertFalse(places.isPicture(SamplePhotos.photo("elsewhere/a.attention.jpg")));
  }

  private void assertPlace(String expected, PhotoInput photo) {
    assertEquals(FOLDER.resolve(expected), places.claim(photo));
    assertEquals(FOLDER.resolve(expected), places.of(photo));
  }
}
