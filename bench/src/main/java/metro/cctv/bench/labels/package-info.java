/** Labels for training, made by a pretrained model from clips that nobody labelled. */
@NullMarked
package metro.cctv.bench.labels;

import org.jspecify.annotations.NullMarked;
