/**
 * The layers of a caption network during training, each with its forward and backward pass over a
 * batch: start from {@link org.showtell.decoder.layer.CaptionBatch}, then {@code MemoryPass},
 * {@code InjectionPass}, {@code ContextFeedback}, {@code DeepOutputPass} or {@code MergePass}, and
 * {@code SoftmaxCrossEntropy} in the order of the data.
 *
 * <p>Shapes: B sentences, T tokens, L positions of the grid, D features of a position, M size of a
 * position after a trained layer, E embedding, U units, G gate pre-activations, V vocabulary.
 */
package org.showtell.decoder.layer;
