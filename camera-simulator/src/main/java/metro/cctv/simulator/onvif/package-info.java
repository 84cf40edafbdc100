/** ONVIF device, media, PTZ and discovery services of each camera. */
@NullMarked
package metro.cctv.simulator.onvif;

import org.jspecify.annotations.NullMarked;
