/** H.264 access units: encoded once, kept in a file, served without end. */
@NullMarked
package metro.cctv.simulator.video;

import org.jspecify.annotations.NullMarked;
