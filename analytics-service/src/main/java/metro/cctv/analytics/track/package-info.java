/** Objects to tracks: who is the same as a moment ago. */
@NullMarked
package metro.cctv.analytics.track;

import org.jspecify.annotations.NullMarked;
