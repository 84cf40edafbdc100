/** Rounds by the clock. */
@NullMarked
package metro.cctv.chassis.sweep;

import org.jspecify.annotations.NullMarked;
