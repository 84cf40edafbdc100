/** Who may look back, and how the pictures come out. */
@NullMarked
package metro.cctv.retention.playback;

import org.jspecify.annotations.NullMarked;
