/** Frame to detection, track, behaviour and alert. */
@NullMarked
package metro.cctv.analytics;

import org.jspecify.annotations.NullMarked;
