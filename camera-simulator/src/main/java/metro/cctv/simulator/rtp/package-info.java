/** RTP numbers as pure functions of the frame number. */
@NullMarked
package metro.cctv.simulator.rtp;

import org.jspecify.annotations.NullMarked;
