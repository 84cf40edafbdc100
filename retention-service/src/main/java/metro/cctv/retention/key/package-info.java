/** The keys that recordings are sealed for: made ahead, kept apart from the recordings, destroyed with their day. */
@NullMarked
package metro.cctv.retention.key;

import org.jspecify.annotations.NullMarked;
