/** RTSP and ONVIF devices that show rendered city scenes and tell the truth about them. */
@NullMarked
package metro.cctv.simulator;

import org.jspecify.annotations.NullMarked;
