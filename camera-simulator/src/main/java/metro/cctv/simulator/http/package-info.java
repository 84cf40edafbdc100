/** The simulator over HTTP: truth and camera list for our own parts, ONVIF and snapshots as cameras do. */
@NullMarked
package metro.cctv.simulator.http;

import org.jspecify.annotations.NullMarked;
