/** RFC 6184 packets and RFC 3550 sender reports as pure functions of the frame number. */
@NullMarked
package metro.cctv.simulator.rtp;

import org.jspecify.annotations.NullMarked;
