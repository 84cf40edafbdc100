/** Who steers a camera, why, how far, and the messages that turn it. */
@NullMarked
package metro.cctv.registry.ptz;

import org.jspecify.annotations.NullMarked;
