/** What makes a watched zone sound. */
@NullMarked
package metro.cctv.registry.zone;

import org.jspecify.annotations.NullMarked;
