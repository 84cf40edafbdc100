/** Tracks to behaviours: pure rules on zones and capture times. */
@NullMarked
package metro.cctv.analytics.behaviour;

import org.jspecify.annotations.NullMarked;
