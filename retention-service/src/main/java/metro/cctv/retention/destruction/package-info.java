/** Recordings die on time, provably, and never too early. */
@NullMarked
package metro.cctv.retention.destruction;

import org.jspecify.annotations.NullMarked;
