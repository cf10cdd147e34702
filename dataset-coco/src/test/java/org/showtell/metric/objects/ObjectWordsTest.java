package org.showtell.metric.objects;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.showtell.metric.PtbTokenizer;

class ObjectWordsTest {
  private static final ObjectWords WORDS = ObjectWords.shipped();
  private static final PtbTokenizer TOKENIZER = new PtbTokenizer();

  private static Set<String> named(String caption) {
    return WORDS.named(TOKENIZER.tokenize(caption));
  }

  @Test
  void thereAreTheEightyClassesOfCoco() {
    assertEquals(80, WORDS.classes().size());
    for (String name : WORDS.classes()) {
      String caption = name.equals("orange") ? "an orange" : "a " + name;
      assertEquals(Set.of(name), named(caption), name);
    }
  }

  @Test
  void theClassesCannotBeChanged() {
    assertThrows(UnsupportedOperationException.class, () -> WORDS.classes().add("snail"));
  }

  @Test
  void emptyCaptionsAndOtherWordsNameNothing() {
    assertEquals(Set.of(), named(""));
    assertEquals(Set.of(), named("A beautiful sunset over the quiet hills."));
  }

  @Test
  void eachClassCountsOnce() {
    assertEquals(Set.of("dog", "person"), named("Two dogs, a puppy, a man and his son."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the longest phrase wins
        "A hot dog with mustard. | hot dog",
        "Hotdogs on a grill | hot dog",
        "A teddy bear and a bear | bear, teddy bear",
        "A toilet seat is up | toilet",
        "A glass of red wine and a cup | cup, wine glass",
        "A tennis ball on the grass | sports ball",
        "A stop sign near a parking meter | parking meter, stop sign",
        "A kitchen with a stove top oven | oven",
        "A wii remote | remote",
        // double words
        "Motor bikes and motorbikes | motorcycle",
        "A man in a bow tie | person, tie",
        "A fire-hydrant | fire hydrant",
        "Skate boards by a surf board | skateboard, surfboard",
        "A double-decker on the road | bus",
        // plurals
        "Knives, mice, geese, benches, puppies | bench, bird, dog, knife, mouse",
        "Firemen and policewomen | person",
        // animals and their young are no persons
        "A baby elephant | elephant",
        "A mother and baby giraffe | giraffe",
        "A cow and its baby | cow",
        "An adult polar bear with its baby | bear",
        "A couple of zebras | zebra",
        "A baby with a cat | cat, person",
        "An elephant calf | elephant",
        "A calf | cow",
        "A couple on a bench | bench, person",
        "A couple of kites | kite",
        // an object's word that names another thing or none
        "Train tracks near a train station | ''",
        "A passenger train | train",
        "Passengers beside a passenger jet | airplane, person",
        "People at a bus stop | person",
        "A horse-drawn carriage | horse",
        "A railroad car | train",
        "A ski lift | ''",
        "A jet ski | ''",
        "A pitcher of milk | ''",
        "The pitcher throws the ball | person, sports ball",
        "A roll of toilet paper | ''",
        "A man made pond | ''",
        "A zebra print shirt | ''",
        "A ball park | ''",
        "A power plant | ''",
        "A flower bed | ''",
        "A remote area | ''",
        // the colour and the fruit
        "An orange cat | cat",
        "A kite that is orange | kite",
        "An orange and white cat | cat",
        "Oranges | orange",
        "An orange on a plate | orange",
        "Orange juice | ''",
        "An apple and an orange | apple, orange",
        // the game and the ball
        "A baseball game | ''",
        "A man hits a baseball | person, sports ball",
        "A man with a baseball bat | baseball bat, person",
        // people's loose words
        "A computer on a desk | dining table, laptop",
        "A tram | train",
        "Goats | sheep"
      })
  void captionsNameTheseObjects(String caption, String objects) {
    Set<String> expected = objects.isEmpty() ? Set.of() : Set.of(objects.split(", "));
    assertEquals(expected, named(caption));
  }

  @Test
  void possessivesNameTheirOwner() {
    assertEquals(List.of("cat", "person"), List.copyOf(named("A cat in a woman's lap")));
  }
}
