/** Short copies for an agency's open case: marked, hashed, counted. */
@NullMarked
package metro.cctv.retention.clip;

import org.jspecify.annotations.NullMarked;
