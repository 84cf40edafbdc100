/** The RTSP 1.0 server (RFC 2326). Everything in it runs on one event loop thread, so it holds no locks. */
@NullMarked
package metro.cctv.simulator.rtsp;

import org.jspecify.annotations.NullMarked;
