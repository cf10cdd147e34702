package org.showtell.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.SharedData;
import org.showtell.dataset.text.Flickr8kTokenFile;

/**
 * A set of the size of COCO's val2014: 40,000 candidates with five references each, spliced from
 * halves of Flickr8k's captions so that most n-grams are different ones. Run it alone: {@code mvn
 * -pl dataset-coco -am test -Dtest=LargeSetTest -DexcludedTests=none -Dtests=all
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
@Tag("large")
class LargeSetTest {
  private static final int IMAGES = 40_000;
  private static final double MOST_SECONDS = 20;

  private static List<String> captions;

  @BeforeAll
  static void readCaptions() throws IOException {
    captions =
        Flickr8kTokenFile.read(SharedData.require("flickr8k/Flickr8k.token.txt"), new LeftOut())
            .stream()
            .map(CaptionedImage::captions)
            .flatMap(List::stream)
            .toList();
  }

  private static String spliced(Random random) {
    String[] one = captions.get(random.nextInt(captions.size())).split(" ");
    String[] other = captions.get(random.nextInt(captions.size())).split(" ");
    return String.join(
        " ",
        Stream.concat(Stream.of(one).limit(one.length / 2), Stream.of(other).skip(other.length / 2))
            .toList());
  }

  @Test
  void fortyThousandCandidatesAreScoredInTwentySeconds() {
    Random random = new Random(1);
    List<List<String>> texts = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      texts.add(Stream.generate(() -> spliced(random)).limit(6).toList());
    }
    long start = System.nanoTime();
    PtbTokenizer tokens = PtbTokenizer.sharing();
    List<CaptionComparison> images =
        texts.parallelStream()
            .map(
                image ->
                    new CaptionComparison(
                        tokens.tokenize(image.get(0)),
                        image.stream().skip(1).map(tokens::tokenize).toList()))
            .toList();
    Bleu.compute(images);
    ImageScores meteor = Meteor.compute(images);
    RougeL.compute(images);
    CiderD.compute(images);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertTrue(seconds < MOST_SECONDS, "took " + seconds + " s");
    List<CaptionComparison> few = IntStream.range(0, 50).mapToObj(images::get).toList();
    assertEquals(meteor.perImage().subList(0, 50), Meteor.compute(few).perImage());
  }
}
