/** Recording files: their rows, and the only way to their bytes. */
@NullMarked
package metro.cctv.retention.segment;

import org.jspecify.annotations.NullMarked;
