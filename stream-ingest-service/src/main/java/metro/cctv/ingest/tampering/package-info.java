/** Has somebody, or the weather, taken the camera's sight? */
@NullMarked
package metro.cctv.ingest.tampering;

import org.jspecify.annotations.NullMarked;
