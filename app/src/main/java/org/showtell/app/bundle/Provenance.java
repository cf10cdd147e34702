package org.showtell.app.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * Where a model comes from: enough to train it again and to know what its score means.
 *
 * @param data the training data as it was named
 * @param dataHash hash of its annotations and split
 * @param split which part of it
 * @param images how many images were learnt from
 * @param captions how many captions, or questions
 * @param seed of all randomness
 * @param command what was run
 * @param settings sizes and rates
 * @param devData what was measured on
 * @param metric name of the measure
 * @param score its best value
 * @param scores all scores of those weights on the same data, by their official names
 * @param epoch when it was reached, from 1
 * @param created ISO date and time
 * @param versions of this program, its engine, Java and the system
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(
    String data,
    String dataHash,
    String split,
    int images,
    int captions,
    long seed,
    String command,
    Map<String, String> settings,
    String devData,
    String metric,
    double score,
    Map<String, Double> scores,
    int epoch,
    String created,
    Map<String, String> versions) {}
