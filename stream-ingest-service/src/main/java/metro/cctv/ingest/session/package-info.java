/** RTSP sessions: dial, authorise, depacketise, watch, redial. Everything here runs on one camera's event loop. */
@NullMarked
package metro.cctv.ingest.session;

import org.jspecify.annotations.NullMarked;
