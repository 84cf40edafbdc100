/** Measures an exported network. */
@NullMarked
package metro.cctv.training.eval;

import org.jspecify.annotations.NullMarked;
