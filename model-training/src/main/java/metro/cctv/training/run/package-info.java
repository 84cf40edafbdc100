/** The course of a training: steps, checkpoints, what is measured on the way and its plot. */
@NullMarked
package metro.cctv.training.run;

import org.jspecify.annotations.NullMarked;
