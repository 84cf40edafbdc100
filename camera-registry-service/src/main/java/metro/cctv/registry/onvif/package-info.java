/** Talking to cameras: ONVIF over SOAP, plain RTSP, discovery. What a device says is never believed further than needed. */
@NullMarked
package metro.cctv.registry.onvif;

import org.jspecify.annotations.NullMarked;
