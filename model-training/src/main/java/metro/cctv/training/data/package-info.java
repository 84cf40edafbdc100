/** Rendered frames with their boxes. */
@NullMarked
package metro.cctv.training.data;

import org.jspecify.annotations.NullMarked;
