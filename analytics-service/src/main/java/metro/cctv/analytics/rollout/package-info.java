/** Which models look at the pictures: chosen, tried beside one another, changed without losing a frame, changed back. */
@NullMarked
package metro.cctv.analytics.rollout;

import org.jspecify.annotations.NullMarked;
