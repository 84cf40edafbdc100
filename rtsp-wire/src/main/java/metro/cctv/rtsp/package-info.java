/** RTSP 1.0 (RFC 2326) as a server sees it, RTP for H.264 and H.265 (RFC 6184, RFC 7798) and sender reports (RFC 3550). */
@NullMarked
package metro.cctv.rtsp;

import org.jspecify.annotations.NullMarked;
