/** Frame to objects: JPEG, letterbox, network, boxes. */
@NullMarked
package metro.cctv.analytics.detection;

import org.jspecify.annotations.NullMarked;
