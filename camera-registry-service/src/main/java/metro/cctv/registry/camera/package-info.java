/** Cameras: places, streams, credentials, states; every change becomes an event. */
@NullMarked
package metro.cctv.registry.camera;

import org.jspecify.annotations.NullMarked;
