package org.showtell.app.bundle;

import org.showtell.dataset.vocabulary.Vocabulary;
import org.showtell.decoder.vqa.VqaNetwork;

/**
 * What a bundle needs to answer questions.
 *
 * @param network written in half precision; stays the caller's
 * @param questionWords words of questions
 * @param answers what can be answered
 * @param provenance where the weights come from
 * @param licence terms of the weights
 */
public record AnswererParts(
    VqaNetwork network,
    Vocabulary questionWords,
    AnswerList answers,
    Provenance provenance,
    String licence) {}
