/** Live pictures for an agency's own video management system: RTSP 1.0, media inside its connection (ADR 0031). */
@NullMarked
package metro.cctv.ingest.rtsp;

import org.jspecify.annotations.NullMarked;
