/** The local copy of what stands where and whether it is healthy, so that a case never waits for the registry. */
@NullMarked
package metro.cctv.link.camera;

import org.jspecify.annotations.NullMarked;
