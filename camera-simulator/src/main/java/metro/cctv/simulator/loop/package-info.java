/** From a scene or a video file to encoded loops, kept on disk. */
@NullMarked
package metro.cctv.simulator.loop;

import org.jspecify.annotations.NullMarked;
