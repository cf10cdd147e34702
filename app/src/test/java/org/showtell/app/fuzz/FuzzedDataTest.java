package org.showtell.app.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.showtell.dataset.CaptionedImage;
import org.showtell.dataset.CocoImageNames;
import org.showtell.dataset.ImageSource;
import org.showtell.dataset.LeftOut;
import org.showtell.dataset.json.CocoCaptionsFile;
import org.showtell.dataset.json.KarpathyFile;
import org.showtell.dataset.json.QuestionLines;
import org.showtell.dataset.json.ResultsFile;
import org.showtell.dataset.json.VideoCaptionsFile;
import org.showtell.dataset.json.Visual7wFile;
import org.showtell.dataset.json.VqaAnnotations;
import org.showtell.dataset.json.VqaFiles;
import org.showtell.dataset.keywords.ClassWords;
import org.showtell.dataset.keywords.KeywordForms;
import org.showtell.dataset.keywords.KeywordVocabulary;
import org.showtell.dataset.text.Flickr8kTokenFile;
import org.showtell.dataset.text.QuestionTable;
import org.showtell.dataset.text.SentenceFile;
import org.showtell.dataset.text.SplitList;
import org.showtell.dataset.vocabulary.Vocabulary;

/** Annotations, results, lists of words. */
class FuzzedDataTest {
  private static final KeywordVocabulary WORDS =
      new KeywordVocabulary(List.of("dog", "grass", "running"));

  private static final List<CaptionedImage> IMAGES =
      List.of(
          new CaptionedImage("1", "a.jpg", List.of("a dog")),
          new CaptionedImage("2", "b.jpg", List.of("a cat")));

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> annotations() throws IOException {
    CocoImageNames photos = new CocoImageNames(ImageSource.open(folder));
    return FuzzBudget.tests(
        Stream.of(
            FuzzTarget.ofTexts(
                "coco.json",
                f -> CocoCaptionsFile.read(f, new LeftOut()),
                """
                {"info":{"year":2014},"images":[{"id":7,"file_name":"a.jpg","width":640}],
                "annotations":[{"id":1,"image_id":7,"caption":"a d\u00f6g"},
                {"id":2,"image_id":7,"caption":"b"}]}"""),
            FuzzTarget.ofTexts(
                "karpathy.json",
                f -> KarpathyFile.read(f, split -> true, new LeftOut()),
                """
                {"dataset":"flickr8k","images":[{"filepath":"val2014","filename":"a.jpg","split":"train",
                "imgid":0,"sentids":[0],"sentences":[{"tokens":["a","dog"],"raw":"a dog","imgid":0,
                "sentid":0}]}]}"""),
            FuzzTarget.ofTexts(
                "videos.json",
                f -> VideoCaptionsFile.read(f, split -> true, List.of("video0.mp4"), new LeftOut()),
                """
                {"videos":[{"video_id":"video0","split":"train","start time":1.5,"end time":4}],
                "sentences":[{"video_id":"video0","caption":"a man","sen_id":1}]}"""),
            FuzzTarget.ofTexts(
                "vqa-questions.json",
                f -> VqaFiles.read(f, null, null, photos, new LeftOut()),
                """
                {"data_type":"mscoco","data_subtype":"val2014","questions":[{"image_id":42,
                "question":"what?","question_id":420,"multiple_choices":["a","b"]}]}"""),
            FuzzTarget.ofTexts(
                "vqa-annotations.json",
                f -> VqaAnnotations.read(f, new LeftOut()),
                """
                {"annotations":[{"question_type":"what","multiple_choice_answer":"a","answers":[
                {"answer":"a","answer_confidence":"yes","answer_id":1}],"image_id":42,
                "answer_type":"other","question_id":420}]}"""),
            FuzzTarget.ofTexts(
                "visual7w.json",
                f -> Visual7wFile.read(f, split -> true, new LeftOut()),
                """
                {"dataset":"v7w","images":[{"filename":"v7w_1.jpg","image_id":1,"split":"train",
                "qa_pairs":[{"qa_id":5,"question":"what?","answer":"a.","type":"what","image_id":1,
                "multiple_choices":["b.","c.","d."]}]}]}"""),
            FuzzTarget.ofTexts(
                "questions.jsonl",
                f -> QuestionLines.read(f, new LeftOut()),
                """
                {"image":"a.jpg","question":"what?","answer":"dog"}
                {"image":"b.jpg","question":"who?","answer":["a","b"],"choices":["a","b"]}
                """),
            FuzzTarget.ofTexts(
                "results-captions.json",
                ResultsFile.CAPTIONS::read,
                "[{\"image_id\":404464,\"caption\":\"a dog\"},{\"image_id\":\"b\",\"caption\":\"\"}]"),
            FuzzTarget.ofTexts(
                "results-answers.json",
                ResultsFile.ANSWERS::read,
                "[{\"question_id\":1,\"answer\":\"yes\"},{\"question_id\":2,\"answer\":\"no\"}]"),
            FuzzTarget.ofTexts(
                "flickr8k.txt",
                f -> Flickr8kTokenFile.read(f, new LeftOut()),
                "1000268201_693b08cb0e.jpg#0\tA child .\n1000268201_693b08cb0e.jpg#1\tA girl .\n",
                "image,caption\na.jpg,a dog\na.jpg,\"a \"\"big\"\" dog, running\"\n"),
            FuzzTarget.ofTexts(
                "questions.csv",
                f -> QuestionTable.read(f, new LeftOut()),
                "image,question,answer\na.jpg,what?,\"a, b\"\n",
                "image;question\na.jpg;what?\n"),
            FuzzTarget.ofTexts(
                "split.txt", f -> SplitList.select(f, IMAGES, new LeftOut()), "a.jpg\nb.jpg\n"),
            FuzzTarget.ofTexts(
                "sentences.txt",
                f -> SentenceFile.read(f, 1000, new LeftOut()),
                "a dog\nthe cat\n"),
            FuzzTarget.ofTexts("vocabulary.txt", Vocabulary::read, vocabulary()),
            FuzzTarget.ofTexts(
                "keywords.txt",
                f -> opened(f, KeywordVocabulary::read),
                new String(WORDS.bytes(), StandardCharsets.UTF_8)),
            FuzzTarget.ofTexts(
                "keyword-classes.tsv",
                f -> opened(f, in -> ClassWords.read(in, WORDS)),
                "0\tbeagle\tdog\n1\tlawn\tgrass\n"),
            FuzzTarget.ofTexts(
                "keyword-forms.tsv",
                f -> opened(f, in -> KeywordForms.read(in, WORDS)),
                "dog\tdogs\ngrass\tgrasses\nrunning\trun\n",
                new String(
                    KeywordForms.of(Vocabulary.of(List.of("dog", "dogs", "runs")), WORDS).bytes(),
                    StandardCharsets.UTF_8))));
  }

  private String vocabulary() throws IOException {
    Path file = folder.resolve("vocabulary");
    Vocabulary.of(List.of("a", "dog", "runs")).write(file);
    return Files.readString(file);
  }

  @FunctionalInterface
  private interface StreamReader {
    Object read(InputStream in) throws Exception;
  }

  private static void opened(Path file, StreamReader reader) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      reader.read(in);
    }
  }
}
